package dev.belay.app.shell;

import dev.belay.app.ui.AppearanceRows;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.nio.file.Path;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Language, look, size and motion of this window.
final class SettingsCard extends VBox {
    SettingsCard(Ui ui, Texts texts, Path file) {
        getStyleClass().add("settings");
        setId("settings");
        Label title = new Label();
        title.getStyleClass().add("type-section");
        title.textProperty().bind(texts.text("settings.title"));
        CheckBox still = new CheckBox();
        still.setId("settings-reduce-motion");
        still.textProperty().bind(texts.text("settings.reduce-motion"));
        still.selectedProperty().bindBidirectional(ui.reduceMotionProperty());
        Label kept = new Label();
        kept.getStyleClass().addAll("type-tiny", "subtle");
        kept.setWrapText(true);
        kept.textProperty().bind(texts.text("settings.kept", file));
        getChildren().addAll(title, new AppearanceRows(ui, "settings"), still, kept);
    }
}
