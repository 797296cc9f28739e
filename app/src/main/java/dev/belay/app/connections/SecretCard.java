package dev.belay.app.connections;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.reach.ssh.SecretQuestion;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for a pass-phrase, a password, or an answer that the server wants. It is never stored.
final class SecretCard extends VBox {
    SecretCard(
            Texts texts,
            String connection,
            SecretQuestion question,
            Consumer<char[]> answer,
            Runnable decline) {
        setId("secret");
        String kind =
                switch (question.kind()) {
                    case PASSPHRASE -> "passphrase";
                    case PASSWORD -> "password";
                    case ANSWER -> "answer";
                };
        Label title = new Label(texts.get("secret." + kind + ".title"));
        title.getStyleClass().add("type-page");
        HBox head = new HBox(new Icon("fth-lock", 20), title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        String sentence =
                question.kind() == SecretQuestion.Kind.ANSWER
                        ? question.prompt()
                        : texts.get("secret." + kind + ".why", question.subject());
        TextField field = question.hidden() ? new PasswordField() : new TextField();
        field.setId("secret-field");
        field.getStyleClass().add("large");
        field.setAccessibleText(sentence);
        Label wrong = HostKeyCard.wrapped(texts.get("secret.again"));
        wrong.getStyleClass().addAll("type-small", "bad-text");
        wrong.setVisible(question.again());
        wrong.setManaged(question.again());
        Label kept = HostKeyCard.wrapped(texts.get("secret.kept", connection));
        kept.getStyleClass().addAll("type-small", "muted");
        Button no = new Button(texts.get("secret.no"));
        no.setId("secret-decline");
        no.setCancelButton(true);
        no.setOnAction(event -> decline.run());
        Button yes = new Button(texts.get("secret." + kind + ".yes"));
        yes.setId("secret-answer");
        yes.getStyleClass().add("primary");
        yes.setDefaultButton(true);
        yes.disableProperty().bind(field.textProperty().isEmpty());
        yes.setOnAction(event -> {
            char[] secret = field.getText().toCharArray();
            field.clear();
            answer.accept(secret);
        });
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(head, HostKeyCard.wrapped(sentence), field, wrong, kept, buttons);
    }
}
