package dev.belay.app.ui;

import dev.belay.model.status.NodeState;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands where there is nothing to show: one glyph, one line, one sentence, one button.
///
/// Empty says what the thing is for; busy says how much has come; error says what stayed as it was;
/// unknown says what may have happened.
public final class EmptyState extends VBox {
    private EmptyState(
            Node glyph, ObservableValue<String> title, ObservableValue<String> sentence) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label line = new Label();
        line.getStyleClass().addAll("title", "w600");
        line.setWrapText(true);
        line.textProperty().bind(title);
        Label why = new Label();
        why.getStyleClass().add("sentence");
        why.setWrapText(true);
        why.textProperty().bind(sentence);
        getChildren().addAll(glyph, line, why);
    }

    /// Nothing here yet.
    public static EmptyState empty(
            String icon, ObservableValue<String> title, ObservableValue<String> sentence) {
        Icon glyph = new Icon(icon, 26);
        glyph.getStyleClass().add("quiet");
        return new EmptyState(glyph, title, sentence);
    }

    /// Something is being fetched; show it only when that takes longer than 300 ms.
    public static EmptyState busy(ObservableValue<String> title, ObservableValue<String> sentence) {
        return new EmptyState(new CheckGlyph(CheckGlyph.Result.RUNNING, 26), title, sentence);
    }

    /// It failed, and the sentence says what stayed as it was.
    public static EmptyState error(
            ObservableValue<String> title, ObservableValue<String> sentence) {
        return new EmptyState(new StateGlyph(NodeState.FAILED, 26), title, sentence);
    }

    /// Nobody knows whether it happened.
    public static EmptyState unknown(
            ObservableValue<String> title, ObservableValue<String> sentence) {
        return new EmptyState(new StateGlyph(NodeState.UNKNOWN, 26), title, sentence);
    }

    /// The one next step.
    public EmptyState withAction(String id, ObservableValue<String> verb, Runnable action) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().add("small");
        button.textProperty().bind(verb);
        button.setOnAction(event -> action.run());
        getChildren().add(button);
        return this;
    }
}
