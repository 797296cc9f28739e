package dev.belay.app.topology;

import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.Rehearsal;
import dev.belay.app.whatif.SweepPanel;
import dev.belay.app.whatif.WhatIfBanner;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.app.whatif.WhatIfPanel;
import dev.belay.app.whatif.WhatIfTools;
import dev.belay.app.whatif.WhatIfWords;
import dev.belay.model.edit.EditName;
import dev.belay.model.status.Member;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// What-if beside the drawing: its banner, tools and panels, and what mouse and keys do meanwhile.
final class WhatIfSide {

    private final TopologyModel topology;
    private final WhatIfModel model;
    private final WhatIfPaint paint;
    private final CanvasPane canvas;
    private final WhatIfBanner banner;
    private final WhatIfTools tools;
    private final WhatIfPanel panel;
    private final SweepPanel sweep;
    private Mode from = Mode.LIVE;

    /// @param goToDrill goes to where a drill is made
    WhatIfSide(
            TopologyModel topology,
            WhatIfModel model,
            WhatIfPaint paint,
            CanvasPane canvas,
            Consumer<Rehearsal.Drill> goToDrill,
            Ui ui) {
        this.topology = topology;
        this.model = model;
        this.paint = paint;
        this.canvas = canvas;
        var words = new WhatIfWords(ui, model);
        var texts = ui.texts(WhatIfWords.class);
        var facts =
                Bindings.createStringBinding(
                        () ->
                                topology.drawingProperty().get().cards().stream()
                                        .flatMap(WhatIfSide::ages)
                                        .min(Long::compare)
                                        .map(age ->
                                                texts.get("banner.facts", ui.figures().age(age)))
                                        .orElse(""),
                        topology.drawingProperty(),
                        ui.languageProperty());
        banner = new WhatIfBanner(model, words, facts);
        var members =
                topology.pictureProperty()
                        .map(picture ->
                                picture.isFresh()
                                        ? picture.nodes().stream().map(one -> one.member()).toList()
                                        : List.<Member>of());
        tools = new WhatIfTools(model, words, members, goToDrill, ui);
        panel = new WhatIfPanel(model, words, ui, model::leave);
        sweep =
                new SweepPanel(
                        model,
                        words,
                        mending -> topology.editor().edit(EditName.of("mend"), mending::apply),
                        ui);
        panel.visibleProperty().bind(model.activeProperty());
        panel.managedProperty().bind(model.activeProperty());
        model.signsProperty().subscribe(signs -> canvas.sign());
        model.faultsProperty().subscribe(faults -> canvas.sign());
        model.activeProperty().subscribe(active -> canvas.sign());
        topology.modeProperty()
                .subscribe((before, mode) -> {
                    if (mode == Mode.WHAT_IF) {
                        from = before;
                        model.enter();
                    } else {
                        model.leave();
                    }
                });
        model.activeProperty()
                .subscribe(active -> {
                    if (active) {
                        topology.modeProperty().set(Mode.WHAT_IF);
                    } else if (topology.modeProperty().get() == Mode.WHAT_IF) {
                        topology.modeProperty()
                                .set(model.possibleProperty().get() ? from : Mode.LIVE);
                    }
                });
        canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    }

    private static Stream<Long> ages(Drawing.Card card) {
        return card instanceof Drawing.NodeCard node && node.node().ageMillis() >= 0
                ? Stream.of(node.node().ageMillis())
                : Stream.empty();
    }

    static String sheet() {
        return Objects.requireNonNull(WhatIfModel.class.getResource("whatif.css")).toExternalForm();
    }

    WhatIfBanner banner() {
        return banner;
    }

    WhatIfTools tools() {
        return tools;
    }

    WhatIfPanel panel() {
        return panel;
    }

    SweepPanel sweepPanel() {
        return sweep;
    }

    private void clicked(MouseEvent event) {
        if (model.activeProperty().get()
                && event.isStillSincePress()
                && event.getButton() == MouseButton.PRIMARY) {
            toggle(idAt(event));
        }
    }

    private void toggle(String id) {
        paint.fault(topology.drawingProperty().get(), id).ifPresent(model::toggle);
    }

    private String idAt(MouseEvent event) {
        return canvas.paintedAt(event)
                .orElseGet(() -> idAt(event.getPickResult().getIntersectedNode()));
    }

    private static String idAt(@Nullable Node picked) {
        for (Node at = picked; at != null; at = at.getParent()) {
            var id = Objects.requireNonNullElse(at.getId(), "");
            if (at instanceof CardView view) {
                return view.cardId();
            }
            if (at instanceof ContainerView view) {
                return view.containerId();
            }
            if (at.getStyleClass().contains("wire-grip")) {
                return String.valueOf(at.getUserData());
            }
            if (id.startsWith("link-")) {
                return id.substring("link-".length());
            }
        }
        return "";
    }

    /// Before anybody else: Escape leaves, W enters and leaves, Space takes down what is selected.
    void keyPressed(KeyEvent event) {
        boolean isPlain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (!isPlain || event.getTarget() instanceof TextInputControl) {
            return;
        }
        boolean isActive = model.activeProperty().get();
        boolean isOnCanvas = isActive && canvas.isFocused();
        boolean isMine = isActive || canvas.isFocused();
        if (event.getCode() == KeyCode.W && isMine && model.possibleProperty().get()) {
            model.toggle();
            event.consume();
        } else if (isActive && event.getCode() == KeyCode.ESCAPE) {
            model.leave();
            canvas.requestFocus();
            event.consume();
        } else if (isOnCanvas && event.getCode() == KeyCode.SPACE) {
            toggle(topology.selectionProperty().get());
            event.consume();
        }
    }
}
