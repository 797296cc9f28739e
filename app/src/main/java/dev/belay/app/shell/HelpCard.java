package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Keys and words on one page.
final class HelpCard extends VBox {
    private static final List<String> WORDS =
            List.of(
                    "node",
                    "coordinator",
                    "quorum",
                    "term",
                    "witness",
                    "lease",
                    "age",
                    "tunnel",
                    "lab");
    private static final List<String> STEPS = List.of("1", "2", "3", "4", "5");

    HelpCard(Texts texts, List<Action> actions, Runnable close) {
        setId("help");
        getStyleClass().add("help");
        VBox keys = column(texts, "help.keys");
        for (Action action : actions) {
            if (action.keys() != null) {
                keys.getChildren().add(keyRow(action));
            }
        }
        keys.getChildren().add(fixedKey(texts, "help.key.tab", "Tab"));
        keys.getChildren().add(fixedKey(texts, "help.key.escape", "Esc"));
        VBox words = column(texts, "help.words");
        for (String word : WORDS) {
            words.getChildren().add(meaning(texts, "help.word." + word));
        }
        VBox ways = column(texts, "help.failover");
        for (String step : STEPS) {
            Label line = new Label();
            line.textProperty().bind(texts.text("help.failover." + step));
            line.setWrapText(true);
            ways.getChildren().add(line);
        }
        words.getChildren().add(ways);
        HBox columns = new HBox(keys, words);
        columns.getStyleClass().add("columns");
        HBox.setHgrow(words, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label title = new Label();
        title.getStyleClass().add("type-page");
        title.textProperty().bind(texts.text("help.title"));
        Button done = new Button();
        done.setId("help-close");
        done.textProperty().bind(texts.text("help.close"));
        done.setOnAction(event -> close.run());
        HBox buttons = new HBox(done);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(title, scroll, buttons);
    }

    private static VBox column(Texts texts, String key) {
        Label title = new Label();
        title.getStyleClass().add("type-section");
        title.textProperty().bind(texts.text(key));
        VBox column = new VBox(title);
        column.getStyleClass().add("column");
        return column;
    }

    private static HBox keyRow(Action action) {
        Label name = new Label();
        name.textProperty().bind(action.name());
        return keyRow(name, ShellActions.keysOf(action.keys()));
    }

    private static HBox fixedKey(Texts texts, String key, String keys) {
        Label name = new Label();
        name.textProperty().bind(texts.text(key));
        return keyRow(name, keys);
    }

    private static HBox keyRow(Label name, String keys) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label key = new Label(keys);
        key.getStyleClass().add("key");
        key.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(name, space, key);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("key-row");
        return row;
    }

    private static VBox meaning(Texts texts, String key) {
        Label word = new Label();
        word.getStyleClass().add("w600");
        word.textProperty().bind(texts.text(key));
        Label means = new Label();
        means.getStyleClass().addAll("type-small", "muted");
        means.setWrapText(true);
        means.textProperty().bind(texts.text(key + ".means"));
        return new VBox(word, means);
    }
}
