package dev.belay.app.plan;

import dev.belay.api.ApiError;
import dev.belay.api.OperationView;
import dev.belay.app.design.InForce;
import dev.belay.app.plan.PlanModel.Deed;
import dev.belay.app.plan.PlanModel.Face;
import dev.belay.app.plan.PlanPort.Known;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.Banner;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.StyleWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Effect;
import dev.belay.model.plan.Plan;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The plan: all steps at the left, the chosen one beside them, what it comes to below; and the
/// operation that carries it out, in the same places.
public final class PlanScreen implements Screen {

    /// What the window does for it.
    public interface Window {
        /// Shows the drawing again.
        void back();

        /// Goes to where tunnels are made.
        void connect();

        /// Opens a design file.
        void open();

        /// Edits this design, which is in no file yet.
        void take(Design design);
    }

    private final Texts texts;
    private final PlanWords words;
    private final PlanModel model;
    private final ObservableValue<String> cluster;
    private final Question<ApplyCard> asking;
    private final Saver saver;
    private final Window window;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final HBox body;
    private final PlanHead head;
    private final PlanTable table;
    private final StepDetail detail;
    private final Outlook outlook;
    private final Label silenceText = Labels.prose("");
    private final Banner silence =
            new Banner("plan-silence", new StateGlyph(NodeState.UNKNOWN, 16), silenceText);
    private final Label troubleText = Labels.prose("");
    private final Banner trouble;
    private final Label keepText = Labels.prose("");
    private final HBox keep;
    private final Button keepNow = new Button();
    private final Button undoNow = new Button();
    private final ObservableValue<String> running;
    private @Nullable Object nothing;

    /// @param cluster name of the one that is looked at; null for none
    public PlanScreen(
            Ui ui,
            PlanModel model,
            ObservableValue<String> cluster,
            Overlay overlay,
            Saver saver,
            Window window) {
        this.texts = ui.texts(PlanScreen.class);
        this.words = new PlanWords(texts, model::designs);
        this.model = model;
        this.cluster = cluster;
        this.asking = new Question<>(overlay);
        this.saver = saver;
        this.window = window;
        this.table = new PlanTable(texts, model);
        this.detail = new StepDetail(texts, model);
        this.outlook = new Outlook(texts, model);
        this.head = new PlanHead(texts, model, new Buttons());
        this.keep = keepStrip();
        this.running =
                Bindings.createStringBinding(
                        this::runningNow, model.changesProperty(), ui.languageProperty());
        root.getStyleClass().add("plan");
        root.getStylesheets().add(ApplyCard.sheet());
        silence.getStyleClass().add("warning");
        trouble =
                new Banner("plan-trouble", new StateGlyph(NodeState.FAILED, 16), troubleText)
                        .withClose(texts.text("trouble.away"), model::dismiss);
        VBox left = new VBox(table, outlook);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        VBox right = new VBox(detail, keep);
        VBox.setVgrow(detail, Priority.ALWAYS);
        right.getStyleClass().add("plan-side");
        body = new HBox(left, right);
        root.setTop(new VBox(silence, trouble, head));
        root.setCenter(middle);
        root.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        window.back();
                    }
                });
        model.changesProperty().subscribe(change -> show());
        model.clusterProperty().subscribe((before, now) -> asking.close());
        cluster.subscribe(name -> show());
        ui.languageProperty().subscribe((before, now) -> show());
    }

    private final class Buttons implements PlanHead.Doer {
        @Override
        public void order(Deed deed) {
            perform(deed);
        }

        @Override
        public void runbook() {
            saveRunbook();
        }

        @Override
        public void back() {
            window.back();
        }
    }

    private HBox keepStrip() {
        keepNow.setId("plan-keep");
        keepNow.getStyleClass().add("primary");
        keepNow.setMinWidth(Region.USE_PREF_SIZE);
        keepNow.setOnAction(event -> perform(Deed.KEEP));
        undoNow.setId("plan-undo-now");
        undoNow.setMinWidth(Region.USE_PREF_SIZE);
        undoNow.setOnAction(event -> perform(Deed.UNDO));
        keepText.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(keepText, Priority.ALWAYS);
        Icon icon = new Icon("fth-alert-triangle", 16);
        icon.getStyleClass().add("warning");
        HBox strip = new HBox(icon, keepText, undoNow, keepNow);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("plan-keep-strip");
        strip.managedProperty().bind(strip.visibleProperty());
        return strip;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        model.look(true);
        show();
        table.focusList();
    }

    @Override
    public void hidden() {
        model.look(false);
    }

    @Override
    public boolean settled() {
        return model.face() != Face.PLANNING;
    }

    @Override
    public ObservableValue<String> running() {
        return running;
    }

    private String runningNow() {
        return model.operation()
                .filter(one ->
                        switch (one.state()) {
                            case RUNNING, UNDOING, WAITING -> true;
                            case STOPPED, CANCELLED, DONE, UNDONE -> false;
                        })
                .map(one ->
                        texts.get(
                                "running." + one.state(),
                                Long.toString(one.number()),
                                one.position(),
                                one.steps().size()))
                .orElse("");
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            all.add(
                    new Action(
                            "plan." + StyleWords.of(deed),
                            PlanHead.icon(deed),
                            texts.text("action." + deed),
                            null,
                            model.changesProperty().map(now -> model.hurdle(deed).isEmpty()),
                            model.changesProperty()
                                    .map(now ->
                                            model.hurdle(deed)
                                                    .map(one -> one.in(texts))
                                                    .orElse("")),
                            () -> perform(deed)));
        }
        all.add(
                new Action(
                        "plan.runbook",
                        "fth-download",
                        texts.text("action.runbook"),
                        null,
                        model.changesProperty().map(now -> hasRunbook()),
                        texts.text("hurdle.nothing"),
                        this::saveRunbook));
        all.add(Action.of("plan.back", "fth-arrow-left", texts.text("back"), null, window::back));
        return List.copyOf(all);
    }

    private void perform(Deed deed) {
        if (model.hurdle(deed).isPresent()) {
            return;
        }
        switch (deed) {
            case APPLY -> askApply();
            case UNDO -> askUndo();
            case STOP, RESUME, KEEP -> model.order(deed);
        }
    }

    private void askApply() {
        Plan plan = model.plan().orElse(null);
        if (plan == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        plan.steps().stream()
                .flatMap(step -> step.effects().stream())
                .filter(Effect::isNoticed)
                .limit(5)
                .forEach(one -> lines.add(texts.get("outlook.sentence", words.effect(one))));
        if (lines.isEmpty()) {
            lines.add(texts.get("ask.quiet"));
        }
        lines.add(texts.get("ask.then"));
        int size = plan.steps().size();
        asking.ask(
                ApplyCard.apply(
                        texts,
                        texts.get("ask.title", size, cluster.getValue()),
                        texts.get("ask.apply", size),
                        lines,
                        (Duration within) -> {
                            asking.close();
                            model.apply(within);
                        },
                        asking::close));
    }

    private void askUndo() {
        model.operation()
                .ifPresent(one ->
                        asking.ask(
                                ApplyCard.undo(
                                        texts,
                                        texts.get("ask.undo.title", Long.toString(one.number())),
                                        texts.get("ask.undo", one.position()),
                                        List.of(
                                                texts.get(
                                                        "ask.undo.then",
                                                        one.position(),
                                                        Long.toString(one.baseVersion()))),
                                        () -> {
                                            asking.close();
                                            model.order(Deed.UNDO);
                                        },
                                        asking::close)));
    }

    private boolean hasRunbook() {
        return model.face() == Face.PLAN || model.face() == Face.OPERATION;
    }

    private void saveRunbook() {
        Optional<OperationView> operation = model.operation();
        if (operation.isPresent()) {
            OperationView one = operation.get();
            saver.save(
                    "op-" + one.number() + ".md",
                    PlanRunbook.of(
                            one, model.rows(), words, cluster.getValue(), texts, model.now()));
            return;
        }
        model.plan()
                .ifPresent(plan ->
                        saver.save(
                                plan.wanted().cluster().id() + "-plan.md",
                                PlanRunbook.of(plan, cluster.getValue(), texts)));
    }

    private void show() {
        boolean isConnected = cluster.getValue() != null;
        Face face = model.face();
        boolean isBody = isConnected && (face == Face.PLAN || face == Face.OPERATION);
        showStrips(isConnected);
        head.show(isConnected ? cluster.getValue() : "");
        if (!isBody) {
            Object now =
                    List.of(
                            isConnected,
                            face,
                            texts.language(),
                            Optional.ofNullable(model.error()));
            if (!now.equals(nothing)) {
                nothing = now;
                middle.getChildren().setAll(isConnected ? empty(face) : unconnected());
            }
            return;
        }
        if (nothing != null || middle.getChildren().isEmpty()) {
            nothing = null;
            middle.getChildren().setAll(body);
        }
        table.show();
        detail.show();
        outlook.show();
        showKeep();
    }

    private void showStrips(boolean isConnected) {
        ApiError unheard = model.error();
        boolean isKept =
                isConnected && model.known().isPresent() && (unheard != null || model.isStale());
        silence.setVisible(isKept);
        if (isKept) {
            String age = texts.figures().age(model.ageMillis());
            silenceText.setText(
                    unheard == null
                            ? texts.get("silence.late", age)
                            : texts.get("silence", age, refused(unheard)));
        }
        trouble.setVisible(model.trouble().isPresent());
        model.trouble()
                .ifPresent(one ->
                        troubleText.setText(
                                texts.get(
                                        (one.isUnknown() ? "trouble.unknown." : "trouble.refused.")
                                                + one.deed(),
                                        refused(one.error()))));
    }

    private String refused(ApiError error) {
        RefusalWords said = RefusalWords.in(texts.language());
        String what = said.what(error);
        String advice = said.advice(error);
        return advice.isEmpty()
                ? texts.get("refused.alone", what)
                : texts.get("refused", what, advice);
    }

    private void showKeep() {
        Optional<Duration> left = model.untilUndone();
        boolean isOpen =
                left.isPresent()
                        && model.rows().stream()
                                .noneMatch(one -> one.state() == PlanRow.State.TAKEN_BACK);
        keep.setVisible(isOpen);
        if (isOpen) {
            boolean canKeep = model.hurdle(Deed.KEEP).isEmpty();
            keepText.setText(
                    texts.get(
                            canKeep ? "keep.text" : "keep.later",
                            PlanWords.clock(left.orElse(Duration.ZERO))));
            keepNow.setText(texts.get("keep"));
            undoNow.setText(texts.get("undo.now"));
            keepNow.setDisable(!canKeep);
            undoNow.setDisable(model.hurdle(Deed.UNDO).isPresent());
        }
    }

    private EmptyState unconnected() {
        return EmptyState.empty("fth-link", texts.text("none.title"), texts.text("none.sentence"))
                .withAction("plan-connect", texts.text("none.connect"), window::connect);
    }

    private Parent empty(Face face) {
        return switch (face) {
            case ASKING ->
                    EmptyState.busy(texts.text("asking.title"), texts.text("asking.sentence"));
            case SILENT -> {
                ApiError why = model.error();
                yield EmptyState.error(
                                texts.text("silent.title"),
                                new SimpleStringProperty(why == null ? "" : refused(why)))
                        .withAction("plan-ask-again", texts.text("silent.again"), model::ask);
            }
            case NO_DESIGN -> noDesign();
            case UNREADABLE ->
                    EmptyState.error(
                            texts.text("unreadable.title"), texts.text("unreadable.sentence"));
            case PLANNING ->
                    EmptyState.busy(texts.text("planning.title"), texts.text("planning.sentence"));
            case SAME ->
                    EmptyState.empty(
                                    "fth-check",
                                    texts.text("same.title"),
                                    texts.text("same.sentence"))
                            .withAction("plan-draw", texts.text("same.draw"), window::back);
            case PLAN, OPERATION -> body;
        };
    }

    private EmptyState noDesign() {
        Known known = model.known().orElse(null);
        boolean isNone = known == null || known.inForce().version() == 0;
        return EmptyState.empty(
                        "fth-edit-2",
                        texts.text("no-design.title"),
                        texts.text(isNone ? "no-design.members" : "no-design.sentence"))
                .withAction(
                        "plan-take",
                        texts.text(isNone ? "no-design.begin" : "no-design.take"),
                        this::take)
                .withAction("plan-open", texts.text("no-design.open"), window::open);
    }

    private void take() {
        model.known()
                .ifPresent(known -> {
                    try {
                        window.take(InForce.of(known.inForce(), known.status()).design());
                    } catch (AgentException e) {
                        model.complain(Deed.APPLY, e);
                    }
                });
    }
}
