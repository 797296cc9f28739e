package dev.belay.app.welcome;

import dev.belay.app.lab.LabModel;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The button that starts the lab, and what stands there while it comes up.
final class LabStart extends VBox {
    private final Texts texts;
    private final LabModel lab;
    private final Button button = new Button();
    private final CheckGlyph glyph = new CheckGlyph(CheckGlyph.Result.RUNNING, 15);
    private final Label said = new Label();
    private final HBox saying = new HBox(glyph, said);

    LabStart(Ui ui, Texts texts, LabModel lab) {
        this.texts = texts;
        this.lab = lab;
        getStyleClass().add("lab-start");
        setAlignment(Pos.CENTER_LEFT);
        button.setId("welcome-lab");
        button.getStyleClass().add("large");
        button.setMinWidth(Region.USE_PREF_SIZE);
        said.setId("welcome-lab-progress");
        said.getStyleClass().addAll("type-small", "muted");
        said.setWrapText(true);
        HBox.setHgrow(said, Priority.ALWAYS);
        saying.setAlignment(Pos.CENTER_LEFT);
        saying.getStyleClass().add("saying");
        getChildren().addAll(saying, button);
        lab.stateProperty().subscribe(state -> show());
        ui.languageProperty().subscribe(language -> show());
    }

    private void show() {
        switch (lab.stateProperty().get()) {
            case LabModel.LabState.Idle idle -> {
                say(null, "");
                offer("welcome.lab.do", true, lab::start);
            }
            case LabModel.LabState.Starting starting -> {
                say(
                        CheckGlyph.Result.RUNNING,
                        starting.step().isEmpty()
                                ? texts.get("welcome.lab.starting")
                                : starting.step());
                offer("welcome.lab.cancel", false, lab::cancel);
            }
            case LabModel.LabState.Running running -> {
                say(
                        CheckGlyph.Result.PASS,
                        texts.get(
                                running.ours()
                                        ? "welcome.lab.running"
                                        : "welcome.lab.running-already",
                                running.description().nodes().size()));
                offer("welcome.lab.stop", false, lab::stop);
                button.setDisable(!running.ours());
            }
            case LabModel.LabState.Stopping stopping -> {
                say(CheckGlyph.Result.RUNNING, texts.get("welcome.lab.stopping"));
                offer("welcome.lab.stop", false, () -> {});
                button.setDisable(true);
            }
            case LabModel.LabState.Failed failed -> {
                say(CheckGlyph.Result.ERROR, failed.reason());
                offer("welcome.lab.again", true, lab::start);
            }
        }
    }

    private void say(CheckGlyph.@Nullable Result result, String text) {
        boolean shown = result != null;
        saying.setVisible(shown);
        saying.setManaged(shown);
        said.setText(text);
        if (result != null) {
            glyph.show(result);
        }
    }

    private void offer(String key, boolean primary, Runnable action) {
        button.setText(texts.get(key));
        button.setDisable(false);
        button.getStyleClass().remove("primary");
        if (primary) {
            button.getStyleClass().add("primary");
        }
        button.setOnAction(event -> action.run());
    }
}
