package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The command palette: every action by its name, found by a few of its letters.
final class PaletteCard extends VBox {
    private final Texts texts;
    private final List<Action> actions;
    private final ObservableList<Action> found = FXCollections.observableArrayList();
    private final ListView<Action> list = new ListView<>(found);
    private final TextField query = new TextField();
    private final Runnable close;

    PaletteCard(Texts texts, List<Action> actions, Runnable close) {
        this.texts = texts;
        this.actions = actions;
        this.close = close;
        getStyleClass().add("palette");
        setId("palette");
        query.setId("palette-query");
        query.getStyleClass().add("large");
        query.promptTextProperty().bind(texts.text("search.hint"));
        query.accessibleTextProperty().bind(texts.text("search.hint"));
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.accessibleTextProperty().bind(texts.text("palette.list"));
        list.setCellFactory(view -> new Row());
        Label none = new Label();
        none.textProperty().bind(texts.text("palette.none", query.textProperty()));
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        getChildren().addAll(query, list);
        query.textProperty().subscribe(this::search);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    ReadOnlyObjectProperty<Action> chosenProperty() {
        return list.getSelectionModel().selectedItemProperty();
    }

    private void search(String wanted) {
        found.setAll(FuzzySearch.find(wanted, actions, action -> action.name().getValue()));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN || code == KeyCode.UP) {
            int next =
                    Math.clamp(
                            at + (code == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, found.size() - 1));
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 4));
            event.consume();
        } else if (code == KeyCode.ENTER) {
            perform(list.getSelectionModel().getSelectedItem());
            event.consume();
        }
    }

    private void perform(Action action) {
        if (action != null && action.possible().getValue()) {
            close.run();
            action.perform();
        }
    }

    private final class Row extends ListCell<Action> {
        private final Label name = new Label();
        private final Label reason = new Label();
        private final Label keys = new Label();
        private final HBox content = new HBox();

        Row() {
            name.setMinWidth(USE_PREF_SIZE);
            reason.getStyleClass().addAll("type-tiny", "subtle");
            keys.getStyleClass().add("key");
            keys.setMinWidth(USE_PREF_SIZE);
            content.getStyleClass().add("palette-row");
            content.setAlignment(Pos.CENTER_LEFT);
            setOnMouseClicked(event -> perform(getItem()));
        }

        @Override
        protected void updateItem(Action action, boolean empty) {
            super.updateItem(action, empty);
            if (empty || action == null) {
                setGraphic(null);
                return;
            }
            boolean possible = action.possible().getValue();
            name.setText(action.name().getValue());
            name.getStyleClass().remove("subtle");
            if (!possible) {
                name.getStyleClass().add("subtle");
            }
            reason.setText(possible ? "" : action.reason().getValue());
            String keyText = ShellActions.keysOf(action.keys());
            keys.setText(keyText);
            keys.setVisible(!keyText.isEmpty());
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            content.getChildren().setAll(new Icon(action.icon(), 15), name, reason, space, keys);
            setGraphic(content);
            setAccessibleText(
                    possible
                            ? name.getText()
                            : texts.get("palette.not-now", name.getText(), reason.getText()));
        }
    }
}
