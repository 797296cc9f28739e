package dev.belay.app.topology;

import dev.belay.app.path.PathModel;
import dev.belay.app.path.PathPanel;
import dev.belay.app.path.PathPorts;
import dev.belay.app.path.PathWords;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Ui;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The packet path beside the drawing: its switch, what it comes to, its panel, and its key.
final class PathSide {

    private final TopologyModel topology;
    private final PathModel model;
    private final PathWords words;
    private final PathPanel panel;

    PathSide(
            TopologyModel topology,
            PathModel model,
            PathWords words,
            PathPaint paint,
            PathPorts ports,
            CanvasPane canvas,
            Ui ui) {
        this.topology = topology;
        this.model = model;
        this.words = words;
        this.panel = new PathPanel(ui, model, words, ports, this::select);
        paint.setPressed(panel::choose);
        model.changesProperty()
                .subscribe((before, now) -> {
                    if (paint.isShown() || model.path().isPresent()) {
                        canvas.sign();
                    }
                });
        topology.modeProperty()
                .subscribe((before, now) -> {
                    if (now == Mode.WHAT_IF) {
                        model.onProperty().set(false);
                    }
                });
        topology.ringedProperty().subscribe(ids -> chosen());
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Another panel of the side, shown while the path is not.
    Node beside(Node other) {
        StackPane around = new StackPane(other);
        around.visibleProperty().bind(model.onProperty().not());
        around.managedProperty().bind(model.onProperty().not());
        return around;
    }

    PathModel model() {
        return model;
    }

    PathPanel panel() {
        return panel;
    }

    /// Who selects a virtual IP wants to see its path.
    private void chosen() {
        if (model.onProperty().get() && topology.ringedProperty().get().size() == 1) {
            things().entrySet().stream()
                    .filter(one -> topology.ringedProperty().get().contains(one.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(VirtualIp.class::isInstance)
                    .findFirst()
                    .ifPresent(vip -> model.choose(vip.id()));
        }
    }

    private Map<String, Thing> things() {
        var design = topology.editor().designProperty().get();
        return design == null
                ? Map.of()
                : FramedLayout.things(topology.drawingProperty().get(), design);
    }

    private void select(ThingId id) {
        Optional<String> drawn =
                things().entrySet().stream()
                        .filter(one -> one.getValue().id().equals(id))
                        .map(Map.Entry::getKey)
                        .findFirst();
        drawn.ifPresent(one -> {
            topology.select(topology.modeProperty().get() == Mode.DESIGN ? id.text() : one);
            topology.reveal(one);
        });
    }

    /// The switch, and beside it what the path comes to; a disabled button has no tooltip of its
    /// own: what is around it says why.
    Node toggle() {
        ToggleButton toggle = new ToggleButton();
        toggle.setId("topology-path");
        toggle.getStyleClass().add("toggle-chip");
        toggle.textProperty().bind(words.texts().text("toggle"));
        toggle.selectedProperty().bindBidirectional(model.onProperty());
        toggle.graphicProperty()
                .bind(
                        model.onProperty()
                                .map(on -> new Icon(on ? "fth-check" : "fth-navigation", 12)));
        toggle.setMinWidth(ToggleButton.USE_PREF_SIZE);
        toggle.disableProperty()
                .bind(
                        model.changesProperty()
                                .map(now -> !model.isPossible() && !model.onProperty().get()));
        StringBinding why =
                Bindings.createStringBinding(
                        () -> words.texts().get(model.isPossible() ? "toggle.hint" : "toggle.none"),
                        model.changesProperty(),
                        words.texts().text("toggle.hint"));
        toggle.accessibleHelpProperty().bind(why);
        StackPane around = new StackPane(toggle);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(why);
        Tooltip.install(around, tip);
        HBox all = new HBox(around, summary());
        all.setAlignment(Pos.CENTER_LEFT);
        all.getStyleClass().add("path-tools");
        return all;
    }

    private Label summary() {
        Label summary = new Label();
        summary.setId("topology-path-summary");
        summary.getStyleClass().addAll("type-small", "w500");
        summary.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.path().map(words::summary).orElse(""),
                                model.changesProperty(),
                                words.texts().text("toggle")));
        summary.graphicProperty()
                .bind(
                        model.changesProperty()
                                .map(now ->
                                        model.path()
                                                .map(path ->
                                                        new CheckGlyph(PathWords.glyph(path), 14))
                                                .orElse(null)));
        summary.visibleProperty().bind(summary.textProperty().isNotEmpty());
        summary.managedProperty().bind(summary.visibleProperty());
        return summary;
    }

    private void keyPressed(KeyEvent event) {
        boolean isPlain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (isPlain
                && event.getCode() == KeyCode.R
                && topology.modeProperty().get() != Mode.WHAT_IF) {
            model.toggle();
            event.consume();
        }
    }
}
