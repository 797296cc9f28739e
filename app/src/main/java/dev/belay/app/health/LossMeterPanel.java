package dev.belay.app.health;

import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What would be lost, service by service, if the active node died now. A cluster without services
/// can lose none, and the panel says so instead of showing figures that nobody measured.
final class LossMeterPanel extends VBox {

    LossMeterPanel(Texts texts) {
        setId("health-loss");
        getStyleClass().addAll("card", "loss-meter");
        Label title = new Label();
        title.getStyleClass().addAll("type-section", "w600");
        title.textProperty().bind(texts.text("loss.title"));
        Label subtitle = new Label();
        subtitle.getStyleClass().addAll("type-small", "muted");
        subtitle.textProperty().bind(texts.text("loss.subtitle"));
        HBox head = new HBox(title, subtitle);
        head.getStyleClass().add("panel-head");
        head.setAlignment(Pos.CENTER_LEFT);
        EmptyState empty =
                EmptyState.empty(
                        "fth-layers", texts.text("loss.empty.title"), texts.text("loss.empty"));
        VBox.setVgrow(empty, Priority.ALWAYS);
        getChildren().addAll(head, empty);
    }
}
