package dev.belay.app.topology;

import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.ThingIcons;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Search over the canvas: letters, arrows, Enter jumps to the card, Escape leaves.
final class SearchField extends VBox {

    private static final int MOST_ROWS = 6;
    private static final double ROW = 28;

    private final TopologyModel model;
    private final Runnable closed;
    private final TextField letters = new TextField();
    private final ListView<Drawing.Card> found = new ListView<>();
    private final Label none = new Label();

    /// @param closed gives the focus back
    SearchField(TopologyModel model, Texts texts, Runnable closed) {
        this.model = model;
        this.closed = closed;
        getStyleClass().addAll("popover", "topology-search");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
        letters.setId("topology-search-field");
        letters.promptTextProperty().bind(texts.text("search.prompt"));
        letters.accessibleTextProperty().bind(texts.text("search"));
        none.textProperty().bind(texts.text("search.none"));
        none.getStyleClass().addAll("type-small", "subtle");
        found.setId("topology-search-rows");
        found.setFocusTraversable(false);
        found.setFixedCellSize(ROW);
        found.setCellFactory(list -> new Row());
        getChildren().addAll(letters, none, found);
        letters.textProperty().subscribe(this::search);
        letters.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        found.setOnMouseClicked(event -> jump());
        letters.focusedProperty()
                .subscribe(focused -> {
                    if (!focused && isVisible() && !isHover()) {
                        setVisible(false);
                    }
                });
    }

    void open() {
        setVisible(true);
        toFront();
        letters.clear();
        search("");
        letters.requestFocus();
    }

    private void close() {
        setVisible(false);
        closed.run();
    }

    private void search(String text) {
        found.getItems().setAll(model.search(text));
        found.getSelectionModel().selectFirst();
        boolean any = !found.getItems().isEmpty();
        double height = Math.min(MOST_ROWS, found.getItems().size()) * ROW;
        found.setMinHeight(height);
        found.setPrefHeight(height);
        found.setVisible(any);
        found.setManaged(any);
        none.setVisible(!any && !text.isBlank());
        none.setManaged(none.isVisible());
    }

    private void keyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> jump();
            case ESCAPE -> close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int next = found.getSelectionModel().getSelectedIndex() + by;
        if (next >= 0 && next < found.getItems().size()) {
            found.getSelectionModel().select(next);
            found.scrollTo(next);
        }
    }

    private void jump() {
        var chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close();
            model.jumpTo(chosen.id());
        }
    }

    private static final class Row extends GraphicCell<Drawing.Card> {
        private final Label name = new Label();
        private final Label address = new Label();

        Row() {
            name.getStyleClass().add("w500");
            address.getStyleClass().addAll("mono", "muted");
        }

        @Override
        protected Node drawn(Drawing.Card card) {
            name.setText(card.title());
            setAccessibleText(card.title());
            Node glyph =
                    switch (card) {
                        case Drawing.NodeCard node -> {
                            address.setText(node.node().member().host());
                            yield new StateGlyph(node.state(), 14);
                        }
                        case Drawing.ThingCard thing -> {
                            address.setText(String.join(" ", thing.lines()));
                            yield new Icon(ThingIcons.of(thing.kind()), 14);
                        }
                    };
            HBox row = new HBox(8, glyph, name, address);
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
    }
}
