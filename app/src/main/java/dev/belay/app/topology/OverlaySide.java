package dev.belay.app.topology;

import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.OverlayPanel;
import dev.belay.app.overlay.OverlayWords;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Ui;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/// The overlay beside the drawing: its switch, its panel, and its keys.
final class OverlaySide {

    private final OverlayModel model;
    private final OverlayWords words;
    private final OverlayPaint paint;
    private final OverlayPanel panel;

    OverlaySide(
            TopologyModel topology,
            OverlayModel model,
            OverlayWords words,
            OverlayPaint paint,
            CanvasPane canvas,
            Ui ui) {
        this.model = model;
        this.words = words;
        this.paint = paint;
        this.panel = new OverlayPanel(ui, model, words);
        model.changesProperty()
                .subscribe(change -> {
                    canvas.sign();
                    show(topology);
                });
        topology.ringedProperty().subscribe((before, now) -> show(topology));
        topology.modeProperty().subscribe((before, now) -> show(topology));
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void show(TopologyModel topology) {
        panel.show(paint.focus());
        if (topology.modeProperty().get() == Mode.WHAT_IF) {
            panel.setVisible(false);
            panel.setManaged(false);
        }
    }

    OverlayPanel panel() {
        return panel;
    }

    /// The switch; a disabled button has no tooltip of its own: what is around it says why.
    Node toggle() {
        ToggleButton toggle = new ToggleButton();
        toggle.setId("topology-overlay");
        toggle.getStyleClass().add("toggle-chip");
        toggle.textProperty().bind(words.texts().text("toggle"));
        toggle.selectedProperty().bindBidirectional(model.wantedProperty());
        toggle.graphicProperty()
                .bind(model.wantedProperty().map(on -> on ? new Icon("fth-check", 12) : null));
        toggle.setMinWidth(ToggleButton.USE_PREF_SIZE);
        toggle.disableProperty()
                .bind(model.changesProperty().map(now -> model.hurdle().isPresent()));
        StringBinding why =
                Bindings.createStringBinding(
                        this::why, model.changesProperty(), words.texts().text("toggle.hint"));
        toggle.accessibleHelpProperty().bind(why);
        StackPane around = new StackPane(toggle);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(why);
        Tooltip.install(around, tip);
        return around;
    }

    private String why() {
        return model.hurdle()
                .map(one -> words.texts().get("hurdle." + one))
                .orElseGet(() -> words.texts().get("toggle.hint"));
    }

    /// Whether what is selected has a step in the plan.
    ObservableValue<Boolean> hasStep(TopologyModel topology) {
        return Bindings.createBooleanBinding(
                () -> !paint.focus().differences().isEmpty(),
                model.changesProperty(),
                topology.ringedProperty());
    }

    void showStep() {
        paint.showStep();
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        switch (event.getCode()) {
            case O -> {
                model.toggle();
                event.consume();
            }
            case S -> {
                if (paint.showStep()) {
                    event.consume();
                }
            }
            default -> {}
        }
    }
}
