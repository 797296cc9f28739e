package dev.belay.app.shell;

import dev.belay.app.ui.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks whether the window is to be closed although something is half done.
final class CloseCard extends VBox {

    /// @param middle what is half done, a sentence
    CloseCard(Texts texts, String middle, Runnable close, Runnable stay) {
        setId("close-card");
        Label title = new Label();
        title.getStyleClass().add("type-page");
        title.textProperty().bind(texts.text("close.title"));
        Label why = new Label(middle);
        why.setWrapText(true);
        Button no = new Button();
        no.setId("close-stay");
        no.getStyleClass().add("primary");
        no.textProperty().bind(texts.text("close.stay"));
        no.setOnAction(event -> stay.run());
        Button yes = new Button();
        yes.setId("close-anyway");
        yes.getStyleClass().add("destructive");
        yes.textProperty().bind(texts.text("close.anyway"));
        yes.setOnAction(event -> close.run());
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(title, why, buttons);
    }
}
