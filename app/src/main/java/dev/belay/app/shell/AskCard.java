package dev.belay.app.shell;

import dev.belay.app.ui.Labels;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A question with a few answers, each with its verb.
final class AskCard extends VBox {

    /// One answer.
    ///
    /// @param style of its button, such as `primary`; empty for a plain one
    record Answer(String id, String verb, String style, Runnable run) {}

    AskCard(String id, String title, String sentence, List<Answer> answers) {
        setId(id);
        getStyleClass().add("ask-card");
        Label head = Labels.label(title, "type-page");
        Label why = Labels.prose(sentence);
        HBox buttons = new HBox();
        buttons.getStyleClass().add("buttons");
        for (Answer answer : answers) {
            Button button = new Button(answer.verb());
            button.setId(answer.id());
            button.setMnemonicParsing(false);
            if (!answer.style().isEmpty()) {
                button.getStyleClass().add(answer.style());
            }
            button.setOnAction(event -> answer.run().run());
            buttons.getChildren().add(button);
        }
        getChildren().addAll(head, why, buttons);
    }
}
