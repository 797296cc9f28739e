package dev.belay.app.connections;

import dev.belay.app.ui.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks whether a connection is to be forgotten; the cluster itself is not touched.
final class RemoveCard extends VBox {
    RemoveCard(Texts texts, String name, Runnable remove, Runnable cancel) {
        setId("connection-remove");
        Label title = new Label(texts.get("remove.title", name));
        title.getStyleClass().add("type-page");
        title.setWrapText(true);
        Button no = new Button(texts.get("remove.no"));
        no.setId("remove-cancel");
        no.setCancelButton(true);
        no.setOnAction(event -> cancel.run());
        Button yes = new Button(texts.get("remove.yes", name));
        yes.setId("remove-yes");
        yes.getStyleClass().add("destructive");
        yes.setOnAction(event -> remove.run());
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        getChildren().addAll(title, HostKeyCard.wrapped(texts.get("remove.why")), buttons);
    }
}
