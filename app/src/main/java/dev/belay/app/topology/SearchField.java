package dev.belay.app.topology;

import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.ThingIcons;
import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Search over the canvas and the config sets of the design: letters, arrows, Enter jumps to the
/// card, Escape leaves.
final class SearchField extends VBox {

    private static final int MOST_ROWS = 6;
    private static final double ROW = 28;

    private final TopologyModel model;
    private final Runnable closed;
    private final Runnable toForm;
    private final TextField letters = new TextField();
    private final ListView<Hit> found = new ListView<>();
    private final Label none = new Label();

    /// What was found.
    private sealed interface Hit {

        record OnCanvas(Drawing.Card card) implements Hit {}

        record InList(int index, ConfigSet set) implements Hit {}
    }

    /// @param closed gives the focus back
    /// @param toForm gives the focus to the form of what is selected
    SearchField(TopologyModel model, Texts texts, Runnable closed, Runnable toForm) {
        this.model = model;
        this.closed = closed;
        this.toForm = toForm;
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
        List<Hit> hits = new ArrayList<>();
        model.search(text).forEach(card -> hits.add(new Hit.OnCanvas(card)));
        Design design = model.editor().designProperty().get();
        if (design != null) {
            model.searchSets(text)
                    .forEach(index ->
                            hits.add(new Hit.InList(index, design.configSets().get(index))));
        }
        found.getItems().setAll(hits);
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
            switch (chosen) {
                case Hit.OnCanvas(Drawing.Card card) -> model.jumpTo(card.id());
                case Hit.InList(int index, ConfigSet _) -> {
                    model.editor().selectConfigSet(index);
                    toForm.run();
                }
            }
        }
    }

    private static final class Row extends GraphicCell<Hit> {
        private final Label name = new Label();
        private final Label address = new Label();

        Row() {
            name.getStyleClass().add("w500");
            address.getStyleClass().addAll("mono", "muted");
        }

        @Override
        protected Node drawn(Hit hit) {
            return switch (hit) {
                case Hit.OnCanvas(Drawing.NodeCard node) ->
                        row(
                                new StateGlyph(node.state(), 14),
                                node.title(),
                                node.node().member().host());
                case Hit.OnCanvas(Drawing.ThingCard thing) ->
                        row(
                                new Icon(ThingIcons.of(thing.kind()), 14),
                                thing.title(),
                                String.join(" ", thing.lines()));
                case Hit.InList(int _, ConfigSet set) ->
                        row(
                                new Icon("fth-file-text", 14),
                                set.name(),
                                set.files().stream()
                                        .map(ConfigFile::path)
                                        .collect(Collectors.joining(" ")));
            };
        }

        private Node row(Node glyph, String title, String detail) {
            name.setText(title);
            name.setMinWidth(USE_PREF_SIZE);
            address.setText(detail);
            setAccessibleText(title);
            HBox row = new HBox(8, glyph, name, address);
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
    }
}
