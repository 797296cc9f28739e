package dev.belay.app.path;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One hop in the list; open, it says what to do.
final class HopRow extends VBox {

    private final Texts texts;

    /// @param command that mends it, or whose answer is missing
    /// @param pressed when somebody looks at it
    HopRow(
            PathWords words,
            PathHop hop,
            boolean isOpen,
            Optional<String> command,
            Runnable pressed) {
        texts = words.texts();
        getStyleClass().addAll("path-hop", hop.isBroken() ? "broken" : "whole");
        getChildren().add(row(words, hop, pressed));
        String reason = words.reason(hop);
        if (!reason.isEmpty()) {
            Label sentence = Labels.prose(reason, "type-small");
            sentence.setId("path-reason-" + hop.number());
            add(sentence);
        }
        if (isOpen && !words.advice(hop).isEmpty()) {
            add(Labels.prose(words.advice(hop), "type-small", "muted"));
        }
        if (hop.isBeyondBreak() && !hop.isBroken() && isOpen) {
            add(Labels.prose(texts.get("beyond"), "type-small", "muted"));
        }
        if (isOpen) {
            command.ifPresent(text -> add(command(hop, text)));
        }
    }

    private void add(Node part) {
        part.getStyleClass().add("path-detail");
        getChildren().add(part);
    }

    private static Node row(PathWords words, PathHop hop, Runnable pressed) {
        Label number = Labels.whole(Integer.toString(hop.number()), "path-number");
        number.getStyleClass().add(PathWords.style(hop));
        Label name = Labels.label(words.onward(hop), "type-small", "w500");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label state =
                Labels.whole(words.state(hop), "type-small", "path-state", PathWords.style(hop));
        state.setGraphic(new CheckGlyph(PathWords.glyph(hop), 14));
        HBox content = new HBox(number, name, state);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("path-hop-content");
        Button button = new Button();
        button.setId("path-hop-" + hop.number());
        button.setGraphic(content);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "path-hop-button");
        button.setAccessibleText(words.spoken(hop));
        button.setTooltip(new Tooltip(words.spoken(hop)));
        button.setOnAction(event -> pressed.run());
        content.prefWidthProperty().bind(button.widthProperty().subtract(12));
        return button;
    }

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private Node command(PathHop hop, String text) {
        String key = hop.isBroken() ? "fix" : "ask";
        Label what = Labels.label(texts.get(key), "type-small", "muted");
        TextField code = new TextField(text);
        code.setId("path-command-" + hop.number());
        code.setEditable(false);
        code.getStyleClass().addAll("mono", "path-code");
        code.setMinWidth(0);
        code.setAccessibleText(texts.get(key));
        HBox.setHgrow(code, Priority.ALWAYS);
        Button copy = new Button(texts.get("copy"));
        copy.setId("path-copy-" + hop.number());
        copy.setGraphic(new Icon("fth-copy", 12));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(event -> {
            copy(text);
            copy.setText(texts.get("copied"));
        });
        HBox row = new HBox(code, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("path-command");
        VBox all = new VBox(what, row);
        all.getStyleClass().add("path-command-box");
        return all;
    }
}
