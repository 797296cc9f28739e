package dev.belay.app.topology;

import dev.belay.app.editor.DesignForm;
import dev.belay.app.editor.DesignProblemsPanel;
import dev.belay.app.editor.Palette;
import dev.belay.app.editor.UndoWords;
import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.overlay.OverlayPanel;
import dev.belay.app.overlay.OverlayWords;
import dev.belay.app.path.PathModel;
import dev.belay.app.path.PathPanel;
import dev.belay.app.path.PathPorts;
import dev.belay.app.path.PathWords;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.Rehearsal;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.app.whatif.WhatIfTools;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The topology screen: toolbar, canvas, problems, inspector.
final class TopologyView extends BorderPane {

    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final double PATH_SHARE = 0.62;
    private static final Duration BUSY_AFTER = Duration.millis(300);

    private final TopologyModel model;
    private final Texts texts;
    private final Runnable openConnections;
    private final CanvasPane canvas;
    private final SearchField search;
    private final InspectorPanel inspector;
    private final StackPane inspectorSide;
    private final OverlaySide overlay;
    private final PathSide path;
    private final WhatIfTools whatIfTools;
    private final DesignForm form;
    private final Palette palette;
    private final StackPane stage = new StackPane();
    private final Label hint = new Label();
    private final PauseTransition busyLater = new PauseTransition(BUSY_AFTER);
    private @Nullable Node block;

    /// @param openConnections goes to where tunnels are made
    TopologyView(TopologyModel model, WhatIfModel whatIf, Ui ui, Runnable openConnections) {
        this(
                model,
                whatIf,
                new OverlayModel(
                        OverlayModel.Port.none(),
                        model.pictureProperty(),
                        model.editor().designProperty()),
                ui,
                openConnections,
                drill -> {},
                PathPorts.none());
    }

    /// @param laid what is laid over the drawing
    /// @param goToDrill goes to where a drill is made
    /// @param outside where answers of AWS come from
    TopologyView(
            TopologyModel model,
            WhatIfModel whatIf,
            OverlayModel laid,
            Ui ui,
            Runnable openConnections,
            Consumer<Rehearsal.Drill> goToDrill,
            PathPorts outside) {
        this.model = model;
        this.openConnections = openConnections;
        var words = new NodeWords(ui);
        this.texts = words.texts();
        setId("topology");
        getStyleClass().add("topology");
        getStylesheets()
                .add(
                        Objects.requireNonNull(TopologyView.class.getResource("topology.css"))
                                .toExternalForm());
        getStylesheets().addAll(WhatIfSide.sheet(), OverlayPanel.sheet(), PathPanel.sheet());
        var signs = new WhatIfPaint(whatIf, ui);
        var liveWords = new OverlayWords(ui, laid);
        var paint = new OverlayPaint(model, laid, liveWords);
        var holder = new ActiveNode(model, laid);
        var way =
                new PathModel(
                        model.editor().designProperty(),
                        model.designProblems().problems(),
                        outside.answers(),
                        holder::of);
        laid.changesProperty().subscribe((before, now) -> way.refresh());
        var wayWords = new PathWords(ui, model.editor().designProperty());
        var wayPaint = new PathPaint(model, way, wayWords);
        canvas = new CanvasPane(model, ui, words, signs, paint, wayPaint);
        path = new PathSide(model, way, wayWords, wayPaint, outside, canvas, ui);
        overlay = new OverlaySide(model, laid, liveWords, paint, canvas, ui);
        var side = new WhatIfSide(model, whatIf, signs, canvas, goToDrill, ui);
        whatIfTools = side.tools();
        inspector = new InspectorPanel(model, ui, words);
        form = new DesignForm(model.editor(), model.designProblems(), ui);
        search = new SearchField(model, texts, canvas::requestFocus, form::focusFirst);
        var panels = new StackPane(inspector, form, side.panel());
        var edge = new InspectorEdge(panels, ui, texts);
        VBox.setVgrow(panels, Priority.ALWAYS);
        panels.setMinHeight(0);
        inspectorSide =
                new StackPane(new VBox(panels, path.beside(overlay.panel()), path.panel()), edge);
        path.panel().minHeightProperty().bind(inspectorSide.heightProperty().multiply(PATH_SHARE));
        path.panel().maxHeightProperty().bind(path.panel().minHeightProperty());
        palette = new Palette(ui, new PaletteHands(model, canvas, form::focusFirst));
        StackPane.setAlignment(edge, Pos.CENTER_LEFT);
        inspectorSide.getStyleClass().add("inspector-side");
        hint.setId("topology-hint");
        hint.getStyleClass().addAll("edit-hint", "type-small");
        hint.setMouseTransparent(true);
        hint.setWrapText(true);
        StackPane.setAlignment(hint, Pos.TOP_CENTER);
        StackPane.setMargin(hint, new Insets(12));
        stage.getChildren().addAll(canvas, hint, search);
        StackPane.setAlignment(search, Pos.TOP_RIGHT);
        StackPane.setMargin(search, new Insets(8));
        VBox.setVgrow(stage, Priority.ALWAYS);
        stage.setMinSize(0, 0);
        var toolbar =
                new TopologyToolbar(
                        model,
                        texts,
                        new UndoWords(ui, model.editor()),
                        whatIf,
                        side.tools(),
                        overlay.toggle(),
                        path.toggle(),
                        this::openSearch);
        setTop(new VBox(side.banner(), toolbar));
        addEventFilter(KeyEvent.KEY_PRESSED, side::keyPressed);
        var live = new ProblemsPanel(model, ui, words);
        var design =
                new DesignProblemsPanel(
                        model.editor(),
                        model.designProblems(),
                        model.problemsOpenProperty(),
                        ui,
                        this::goTo);
        setCenter(new VBox(stage, live, design, side.sweepPanel()));
        setRight(inspectorSide);
        setLeft(palette);
        model.modeProperty()
                .subscribe(mode -> {
                    boolean isDrawn = mode == Mode.DESIGN;
                    List.of(inspector, live).forEach(one -> reveal(one, mode == Mode.LIVE));
                    List.of(design, form, palette).forEach(one -> reveal(one, isDrawn));
                });
        model.edit().gestureProperty().subscribe(gesture -> hint());
        model.modeProperty().subscribe(mode -> hint());
        model.drawingProperty().subscribe(drawing -> hint());
        ui.languageProperty().subscribe(language -> hint());
        model.statesShownProperty().subscribe(canvas::showStates);
        model.situationProperty().subscribe(this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        busyLater.setOnFinished(event -> showBlock(busy()));
    }

    private static void reveal(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    /// What can be done next, where it cannot be seen.
    private void hint() {
        String key =
                model.modeProperty().get() != Mode.DESIGN
                        ? ""
                        : switch (model.edit().gestureProperty().get()) {
                            case Gesture.Placing _ -> "hint.placing";
                            case Gesture.Linking _ -> "hint.linking";
                            case Gesture.None _ ->
                                    model.drawingProperty().get().isEmpty() ? "hint.empty" : "";
                            case Gesture.Moving _, Gesture.Band _, Gesture.Resizing _ -> "";
                        };
        hint.setVisible(!key.isEmpty());
        if (!key.isEmpty()) {
            hint.setText(texts.get(key));
        }
    }

    private void goTo(Problem problem) {
        switch (problem.place()) {
            case Place.AtThing(ThingId id, String field) -> {
                model.select(id.text());
                model.reveal(id.text());
                if (!field.isEmpty()) {
                    form.focusField(field);
                }
            }
            case Place.AtLink(ThingId id) -> model.editor().select(List.of(id));
            case Place.AtCluster(String field) -> {
                model.select("");
                form.focusField(field);
            }
            case Place.InFile _ -> {}
        }
    }

    /// Gives the keyboard to the palette.
    void focusPalette() {
        if (model.edit().isOn()) {
            palette.focusFirst();
        }
    }

    /// Gives the keyboard to the canvas.
    void focusCanvas() {
        canvas.requestFocus();
    }

    WhatIfTools whatIfTools() {
        return whatIfTools;
    }

    OverlaySide overlay() {
        return overlay;
    }

    PathSide path() {
        return path;
    }

    void openSearch() {
        search.open();
    }

    private void keyPressed(KeyEvent event) {
        if (SEARCH.match(event)) {
            openSearch();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && canvas.isFocused()) {
            if (model.edit().isOn()) {
                form.focusFirst();
            } else if (model.modeProperty().get() == Mode.WHAT_IF) {
                lookup("#whatif-services").requestFocus();
            } else {
                inspector.lookup("#topology-inspector-scroll").requestFocus();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.P
                && canvas.isFocused()
                && !event.isShortcutDown()
                && model.edit().isOn()) {
            focusPalette();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !canvas.isFocused()) {
            canvas.requestFocus();
            event.consume();
        }
    }

    private void show(Situation situation) {
        busyLater.stop();
        boolean shown = situation instanceof Situation.Shown;
        inspectorSide.setVisible(shown);
        inspectorSide.setManaged(shown);
        switch (situation) {
            case Situation.NoCluster none -> showBlock(empty());
            case Situation.Asking asking -> {
                if (isBusy(block)) {
                    showBlock(busy());
                } else {
                    showBlock(null);
                    busyLater.playFromStart();
                }
            }
            case Situation.Unreachable unreachable -> showBlock(error(unreachable));
            case Situation.Shown drawn -> showBlock(null);
        }
    }

    private static boolean isBusy(@Nullable Node node) {
        return node != null && "topology-busy".equals(node.getId());
    }

    private void showBlock(@Nullable Node next) {
        if (block != null) {
            stage.getChildren().remove(block);
        }
        block = next;
        if (next != null) {
            stage.getChildren().add(next);
        }
    }

    private Node empty() {
        var state =
                EmptyState.empty(
                                "fth-share-2",
                                texts.text("empty.title"),
                                texts.text("empty.sentence"))
                        .withAction(
                                "topology-connect", texts.text("empty.action"), openConnections);
        state.setId("topology-empty");
        return state;
    }

    private Node busy() {
        int answered = 0;
        int asked = 0;
        if (model.situationProperty().get() instanceof Situation.Asking asking) {
            answered = asking.answered();
            asked = asking.asked();
        }
        var state =
                EmptyState.busy(
                                texts.text("busy.title", asked),
                                texts.text("busy.sentence", answered, asked))
                        .withAction("topology-tunnels", texts.text("busy.action"), openConnections);
        state.setId("topology-busy");
        return state;
    }

    private Node error(Situation.Unreachable unreachable) {
        var why = unreachable.text();
        var state =
                EmptyState.error(
                                texts.text("error.title", unreachable.asked()),
                                why.isEmpty()
                                        ? texts.text("error.sentence.unknown")
                                        : texts.text("error.sentence", asSentence(why)))
                        .withAction(
                                "topology-tunnels", texts.text("error.action"), openConnections);
        state.setId("topology-error");
        return state;
    }

    private static String asSentence(String why) {
        return why.endsWith(".") || why.endsWith("。") ? why : why + ".";
    }
}
