package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.OverlayWords;
import dev.belay.app.path.PathPorts;
import dev.belay.app.path.PathWords;
import dev.belay.app.picture.Subject;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.Rehearsal;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// The topology as a destination of the window.
public final class TopologyScreen implements Screen {

    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final Ui ui;
    private final TopologyModel model;
    private final WhatIfModel whatIf;
    private final OverlayModel overlay;
    private final TopologyView view;

    /// @param cluster the one that is looked at; null when none is
    /// @param editor of the design that is drawn around the live members, or alone
    /// @param background where layouts are computed; one that runs at once is fine for pictures
    /// @param openConnections goes to where tunnels are made
    public TopologyScreen(
            ObservableValue<? extends @Nullable LiveCluster> cluster,
            EditorModel editor,
            Ui ui,
            Executor background,
            Runnable openConnections) {
        this(
                cluster,
                editor,
                ui,
                background,
                openConnections,
                OverlayModel.Port.none(),
                drill -> {},
                PathPorts.none());
    }

    /// @param live what is laid over the drawing
    /// @param goToDrill goes to where a drill is made, with what was taken for failed
    /// @param outside where answers of AWS come from
    public TopologyScreen(
            ObservableValue<? extends @Nullable LiveCluster> cluster,
            EditorModel editor,
            Ui ui,
            Executor background,
            Runnable openConnections,
            OverlayModel.Port live,
            Consumer<Rehearsal.Drill> goToDrill,
            PathPorts outside) {
        this.ui = ui;
        model = new TopologyModel(cluster, editor, background, TopologyScreen::onUiThread);
        whatIf =
                new WhatIfModel(
                        editor.designProperty(),
                        task -> Thread.ofVirtual().name("what-if").start(task),
                        TopologyScreen::onUiThread);
        overlay = new OverlayModel(live, model.pictureProperty(), editor.designProperty());
        view = new TopologyView(model, whatIf, overlay, ui, openConnections, goToDrill, outside);
    }

    private static void onUiThread(Runnable step) {
        if (Platform.isFxApplicationThread()) {
            step.run();
        } else {
            Platform.runLater(step);
        }
    }

    @Override
    public Parent root() {
        return view;
    }

    @Override
    public void shown() {
        overlay.watch(true);
        view.focusCanvas();
    }

    @Override
    public void hidden() {
        overlay.watch(false);
    }

    /// Selects a member by its id, and brings it on screen.
    public void jumpTo(String node) {
        model.jumpTo(node);
    }

    /// Edits the design, as far as one is open.
    public void draw() {
        if (model.editor().designProperty().get() != null) {
            model.modeProperty().set(Mode.DESIGN);
        }
    }

    /// What there is to take a picture of; empty while nothing is drawn.
    public Optional<Subject> subject() {
        return WholeDrawing.subject(
                model.drawingProperty().get(), model.layoutProperty().get(), name(), ui);
    }

    /// Asks what would be if these things of the design were down.
    public void suppose(List<String> things) {
        whatIf.enter();
        whatIf.show(things.stream().<Fault>map(id -> new Fault.Down(new ThingId(id))).toList());
    }

    @Override
    public boolean settled() {
        return whatIf.isSettled();
    }

    private String name() {
        var opened = model.editor().designProperty().get();
        return opened == null ? "" : opened.cluster().name();
    }

    @Override
    public List<Action> actions() {
        var editor = model.editor();
        var way = view.path().model();
        return List.of(
                action("topology.search", "fth-search", SEARCH, view::openSearch),
                whatIf("toggle", "fth-zap", whatIf::toggle),
                whatIf(
                        "sweep",
                        "fth-refresh-cw",
                        () -> {
                            whatIf.enter();
                            whatIf.sweep();
                        }),
                new Action(
                        "whatif.drill",
                        "fth-target",
                        ui.texts(WhatIfModel.class).text("action.drill"),
                        null,
                        whatIf.activeProperty()
                                .flatMap(active ->
                                        view.whatIfTools()
                                                .whyNoDrillProperty()
                                                .map(why -> active && why.isEmpty())),
                        view.whatIfTools().whyNoDrillProperty(),
                        view.whatIfTools()::makeDrill),
                overlay(
                        "overlay",
                        "fth-layers",
                        overlay.changesProperty().map(now -> overlay.hurdle().isEmpty()),
                        overlay.changesProperty().map(now -> whyNoOverlay()),
                        overlay::toggle),
                overlay(
                        "step",
                        "fth-git-branch",
                        view.overlay().hasStep(model),
                        ui.texts(OverlayWords.class).text("hurdle.step"),
                        view.overlay()::showStep),
                new Action(
                        "path.toggle",
                        "fth-navigation",
                        ui.texts(PathWords.class).text("action.toggle"),
                        null,
                        way.changesProperty()
                                .map(now -> way.isPossible() || way.onProperty().get()),
                        ui.texts(PathWords.class).text("toggle.none"),
                        way::toggle),
                action("topology.fit", "fth-maximize", null, model::fit),
                action("topology.actual", "fth-square", null, model::zoomToActualSize),
                action("topology.links", "fth-link-2", null, model::toggleLinks),
                action("topology.problems", "fth-alert-triangle", null, model::toggleProblems),
                edit("topology.undo", "fth-corner-up-left", ctrl(KeyCode.Z), editor::undo),
                edit("topology.redo", "fth-corner-up-right", ctrl(KeyCode.Y), editor::redo),
                edit("topology.cut", "fth-scissors", ctrl(KeyCode.X), editor::cut),
                edit("topology.copy", "fth-copy", ctrl(KeyCode.C), editor::copy),
                edit("topology.paste", "fth-clipboard", ctrl(KeyCode.V), editor::paste),
                edit("topology.duplicate", "fth-plus-square", ctrl(KeyCode.D), editor::duplicate),
                edit("topology.all", "fth-check-square", ctrl(KeyCode.A), editor::selectAll),
                edit("topology.remove", "fth-trash-2", null, model::remove),
                edit("topology.connect", "fth-git-commit", null, this::connect),
                edit(
                        "topology.around",
                        "fth-corner-left-up",
                        null,
                        () -> model.edit().selectAround()),
                edit("topology.palette", "fth-box", null, view::focusPalette),
                edit(
                        "topology.arrange",
                        "fth-grid",
                        new KeyCodeCombination(
                                KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        model::arrange));
    }

    private void connect() {
        view.focusCanvas();
        model.edit().linkByKeys();
    }

    private static KeyCombination ctrl(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
    }

    /// Possible while the design is edited.
    private Action edit(String id, String icon, @Nullable KeyCombination keys, Runnable run) {
        var texts = ui.texts(TopologyScreen.class);
        return new Action(
                id,
                icon,
                texts.text("action." + id),
                keys,
                model.modeProperty().map(mode -> mode == Mode.DESIGN),
                texts.text("mode.not-drawn"),
                run);
    }

    private String whyNoOverlay() {
        return overlay.hurdle()
                .map(one -> ui.texts(OverlayWords.class).get("hurdle." + one))
                .orElse("");
    }

    /// Without keys of the window, where O and S are letters that one types.
    private Action overlay(
            String id,
            String icon,
            ObservableValue<Boolean> isPossible,
            ObservableValue<String> whyNot,
            Runnable run) {
        return new Action(
                "overlay." + id,
                icon,
                ui.texts(OverlayWords.class).text("action." + id),
                null,
                isPossible,
                whyNot,
                run);
    }

    /// Without keys of the window, where W is a letter that one types.
    private Action whatIf(String id, String icon, Runnable run) {
        var texts = ui.texts(WhatIfModel.class);
        return new Action(
                "whatif." + id,
                icon,
                texts.text("action." + id),
                null,
                whatIf.possibleProperty(),
                texts.text("why-not"),
                run);
    }

    private Action action(String id, String icon, @Nullable KeyCombination keys, Runnable run) {
        var name = ui.texts(TopologyScreen.class).text("action." + id);
        return Action.of(id, icon, name, keys, run);
    }
}
