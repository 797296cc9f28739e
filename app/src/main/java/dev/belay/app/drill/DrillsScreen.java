package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.RefusalText;
import dev.belay.api.ServiceView;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.drill.DrillReport;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.DrillText;
import dev.belay.drill.Gap;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The drills screen: what is to be done at the left; what will happen, what clients see and what
/// came out beside it.
public final class DrillsScreen implements Screen {
    private final Ui ui;
    private final Texts texts;
    private final DrillModel model;
    private final Overlay overlay;
    private final Saver saver;
    private final BorderPane root = new BorderPane();
    private final ComboBox<String> service = new ComboBox<>();
    private final ObjectProperty<DrillKind> kind = new SimpleObjectProperty<>(DrillKind.MOVE);
    private final Segmented<DrillKind> kinds = new Segmented<>("drill-kind", kind);
    private final Spinner<Integer> seconds =
            new Spinner<>(1, DrillOrder.MOST_SECONDS, DrillOrder.STANDARD_SECONDS);
    private final TextField probe = new TextField();
    private final Button run = new Button();
    private final StringProperty whyNot = new SimpleStringProperty("");
    private final StringProperty running = new SimpleStringProperty("");
    private final Label from = Labels.prose("", "drill-from", "type-small");
    private final VBox form = new VBox();
    private final VBox lasting;
    private final VBox body = new VBox();
    private final FormScroll scroll = new FormScroll(body);
    private final TimeBars bars = new TimeBars();
    private final List<Action> actions;
    private boolean arranging;
    private boolean inView;

    public DrillsScreen(Ui ui, DrillModel model, Overlay overlay, Saver saver) {
        this.ui = ui;
        this.texts = ui.texts(DrillsScreen.class);
        this.model = model;
        this.overlay = overlay;
        this.saver = saver;
        root.getStyleClass().add("drills");
        root.getStylesheets().add(Parts.sheet());
        bars.setId("drill-bars");
        for (DrillKind one : DrillKind.values()) {
            kinds.add(
                    one, "kind-" + one.name().toLowerCase(Locale.ROOT), texts.text("kind." + one));
        }
        service.setId("drill-service");
        service.setMaxWidth(Double.MAX_VALUE);
        service.valueProperty()
                .subscribe(now -> {
                    if (now != null && !arranging) {
                        model.choose(now);
                    }
                });
        kind.set(model.kind());
        kind.subscribe((before, now) -> {
            if (!arranging) {
                model.choose(now);
            }
        });
        seconds.setId("drill-seconds");
        seconds.setEditable(true);
        seconds.valueProperty()
                .subscribe(now -> {
                    if (now != null) {
                        model.setSeconds(now);
                    }
                });
        probe.setId("drill-probe");
        probe.setText(model.probe());
        probe.textProperty()
                .subscribe(now -> {
                    if (!arranging) {
                        model.setProbe(now);
                    }
                });
        run.setId("drill-run");
        run.getStyleClass().add("primary");
        run.setMaxWidth(Double.MAX_VALUE);
        run.setOnAction(event -> confirm());
        from.setId("drill-from");
        from.setMaxWidth(Double.MAX_VALUE);
        from.managedProperty().bind(from.visibleProperty());
        lasting = field("form.seconds", "", seconds);
        form.getStyleClass().add("drill-form");
        form.getChildren()
                .addAll(
                        head(),
                        from,
                        field("form.service", "", service),
                        field("form.kind", "", kinds),
                        lasting,
                        field("form.probe", "form.probe.hint", probe),
                        new WhyNot(run, whyNot));
        body.getStyleClass().add("drill-body");
        root.setLeft(form);
        root.setCenter(scroll);
        actions =
                List.of(
                        Action.of(
                                "drills.ask",
                                "fth-refresh-cw",
                                texts.text("action.ask"),
                                null,
                                model::ask),
                        new Action(
                                "drills.run",
                                "fth-target",
                                texts.text("action.run"),
                                null,
                                model.changesProperty().map(now -> model.hurdle().isEmpty()),
                                whyNot,
                                this::confirm));
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty().subscribe((before, now) -> show());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    if (inView && !model.isRunning()) {
                        model.ask();
                    }
                });
    }

    private Node head() {
        Label title = new Label();
        title.textProperty().bind(texts.text("title"));
        title.getStyleClass().addAll("type-section", "w600");
        Label why = Labels.prose("", "type-small", "muted");
        why.textProperty().bind(texts.text("title.why"));
        VBox head = new VBox(title, why);
        head.getStyleClass().add("form-head");
        return head;
    }

    private VBox field(String key, String hintKey, Node control) {
        Label name = new Label();
        name.textProperty().bind(texts.text(key));
        name.getStyleClass().addAll("type-small", "muted");
        name.setLabelFor(control);
        control.accessibleTextProperty().bind(texts.text(key));
        VBox field = new VBox(name, control);
        if (!hintKey.isEmpty()) {
            Label hint = Labels.prose("", "type-tiny", "muted");
            hint.textProperty().bind(texts.text(hintKey));
            field.getChildren().add(hint);
        }
        field.getStyleClass().add("form-field");
        field.managedProperty().bind(field.visibleProperty());
        return field;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        model.ask();
    }

    @Override
    public void hidden() {
        inView = false;
    }

    @Override
    public String middle() {
        return running.get();
    }

    @Override
    public ObservableValue<String> running() {
        return running;
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    private DrillText words() {
        return DrillText.of(ui.language().locale());
    }

    private String node() {
        return model.service().map(ServiceView::node).orElse("");
    }

    private String effect() {
        return words().effect(
                        model.kind(),
                        model.service().map(ServiceView::id).orElse(""),
                        node(),
                        model.seconds());
    }

    private void show() {
        arranging = true;
        List<String> ids = model.services().stream().map(ServiceView::id).toList();
        if (!ids.equals(service.getItems())) {
            service.getItems().setAll(ids);
        }
        service.setValue(model.service().map(ServiceView::id).orElse(null));
        kind.set(model.kind());
        from.setText(
                model.hypothesis()
                        .map(one -> texts.get("from." + one.kind(), one.node()))
                        .orElse(""));
        from.setVisible(!from.getText().isEmpty());
        if (!probe.getText().equals(model.probe())) {
            probe.setText(model.probe());
        }
        arranging = false;
        boolean idle = !model.isRunning();
        service.setDisable(!idle);
        kinds.setDisable(!idle);
        probe.setDisable(!idle);
        seconds.setDisable(!idle);
        lasting.setVisible(model.kind().lasts());
        String there = model.hypothesis().map(DrillModel.Hypothesis::node).orElse("");
        whyNot.set(
                model.hurdle()
                        .map(one ->
                                one.equals("nothing-there")
                                        ? texts.get("hurdle.nothing-there", there)
                                        : texts.get("hurdle." + one))
                        .orElse(""));
        run.setDisable(!whyNot.get().isEmpty());
        run.setText(
                node().isEmpty()
                        ? texts.get("action.run")
                        : texts.get("run." + model.kind(), node()));
        running.set(idle ? "" : texts.get("middle"));
        Optional<EmptyState> nothing = nothing();
        if (nothing.isEmpty()) {
            body.getChildren().setAll(cards());
        }
        root.setCenter(nothing.<Node>map(one -> one).orElse(scroll));
    }

    /// What stands in place of all cards while there is nothing to drill.
    private Optional<EmptyState> nothing() {
        ApiError error = model.error();
        if (model.told().isEmpty()) {
            return Optional.of(
                    error == null
                            ? EmptyState.busy(texts.text("none.busy"), texts.text("none.busy.why"))
                            : EmptyState.unknown(
                                    texts.text("none.silent"),
                                    new SimpleStringProperty(refused(error))));
        }
        if (model.hurdle().filter("nothing-there"::equals).isPresent()) {
            String node = model.hypothesis().map(DrillModel.Hypothesis::node).orElse("");
            return Optional.of(
                    EmptyState.empty(
                            "fth-target",
                            texts.text("none.there", node),
                            texts.text("hurdle.nothing-there", node)));
        }
        return model.services().isEmpty()
                ? Optional.of(
                        EmptyState.empty("fth-target", texts.text("none"), texts.text("none.why")))
                : Optional.empty();
    }

    private List<Node> cards() {
        List<Node> cards = new ArrayList<>();
        DrillResult result = model.result();
        if (result != null) {
            cards.add(headline(result));
        }
        ApiError refusal = model.refusal();
        if (refusal != null) {
            cards.add(refusal(refusal));
        }
        boolean hasBegun = model.isRunning() || result != null || !model.steps().isEmpty();
        if (hasBegun) {
            cards.add(seen(result));
            cards.add(steps());
        } else {
            cards.add(ahead());
        }
        return cards;
    }

    private String refused(ApiError error) {
        RefusalWords words = RefusalWords.in(ui.language());
        return words.sentence(error)
                .map(what -> words.together(what, words.advice(error)))
                .orElseGet(() -> RefusalText.of(ui.language().locale()).sentence(error));
    }

    private Node refusal(ApiError error) {
        HBox banner =
                new HBox(
                        new CheckGlyph(CheckGlyph.Result.ERROR, 16),
                        Labels.prose(texts.get("refused", refused(error))));
        banner.setId("drill-refused");
        banner.getStyleClass().addAll("banner", "bad");
        return banner;
    }

    /// What will happen, in the order that it does.
    private Node ahead() {
        VBox card = Parts.card(texts.get("ahead.title"));
        card.setId("drill-ahead");
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("ahead.probe", model.probe().isBlank() ? "…" : model.probe()));
        lines.add(effect());
        if (!model.alsoHit().isEmpty()) {
            lines.add(texts.get("ahead.also", node(), String.join(", ", model.alsoHit())));
        }
        if (model.kind() != DrillKind.MOVE) {
            lines.add(
                    texts.get(
                            "ahead.lease",
                            model.told()
                                    .map(told -> DrillText.millis(told.view().leaseMillis()))
                                    .orElse("")));
        }
        lines.add(texts.get(model.kind().lasts() ? "ahead.ends" : "ahead.after." + model.kind()));
        int number = 1;
        for (String line : lines) {
            Label mark = Labels.whole(Integer.toString(number), "mono", "muted", "number");
            HBox row = new HBox(mark, Labels.prose(line));
            row.getStyleClass().add("card-row");
            card.getChildren().add(row);
            number++;
        }
        return card;
    }

    private Node headline(DrillResult result) {
        DrillText words = words();
        Button page = export("drill-html", "export.html", () -> report(result, true));
        Button markdown = export("drill-markdown", "export.markdown", () -> report(result, false));
        Label title = Labels.prose(words.headline(result), "type-title");
        title.setId("drill-headline");
        HBox line = new HBox(title, Labels.space(), page, markdown);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("story-head");
        HBox.setHgrow(title, Priority.SOMETIMES);
        Long outage = result.isEnded() ? result.outageMillis() : null;
        int further = Math.max(0, result.outages().size() - 1);
        HBox figures =
                new HBox(
                        Parts.figure(
                                outage == null
                                        ? texts.get("figure.unknown")
                                        : DrillText.millis(outage),
                                texts.get("figure.outage"),
                                outage == null ? "warning-text" : "plain"),
                        Parts.figure(
                                Integer.toString(further),
                                texts.get("figure.further"),
                                further == 0 ? "good-text" : "bad-text"),
                        Parts.figure(
                                result.after().isEmpty() ? "?" : result.after(),
                                texts.get("figure.after", result.before())),
                        Parts.figure(
                                DrillText.millis(result.leaseMillis()),
                                texts.get("figure.lease", result.timing())));
        figures.getStyleClass().add("figures");
        var card = new VBox(line, Labels.prose(words.way(result), "muted", "story-cause"), figures);
        if (result.name() != null) {
            Label name = Labels.prose(words.name(result), "muted", "story-cause");
            name.setId("drill-name");
            card.getChildren().add(2, name);
        }
        return card;
    }

    private Button export(String id, String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setGraphic(new Icon("fth-download", 14));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void report(DrillResult result, boolean isPage) {
        var report = new DrillReport(result, ui.language().locale(), ZoneId.systemDefault());
        String name =
                "drill-" + result.service() + "-" + result.kind().name().toLowerCase(Locale.ROOT);
        saver.save(name + (isPage ? ".html" : ".md"), isPage ? report.html() : report.markdown());
    }

    /// What clients see, as a line of time.
    private Node seen(@Nullable DrillResult result) {
        List<TimeBars.Bar> all = new ArrayList<>();
        long begin = -500;
        long end = 3_000;
        DrillModel.Seen now = model.seen();
        if (result != null) {
            long last =
                    result.outages().stream()
                            .mapToLong(DrillResult.Outage::toMillis)
                            .max()
                            .orElse(1_000);
            end = Math.clamp(last + last / 4 + 400, 2_000, Math.max(2_000, result.watchedMillis()));
            all.add(answered(begin, end));
            for (DrillResult.Outage one : result.outages()) {
                all.add(out(one.fromMillis(), one.toMillis()));
            }
        } else if (now.orderedNanos() >= 0) {
            long elapsed = (now.nowNanos() - now.orderedNanos()) / 1_000_000;
            end = Math.max(end, elapsed);
            all.add(answered(begin, elapsed));
            for (Gap gap : now.now().outagesSince(now.orderedNanos())) {
                all.add(
                        out(
                                (gap.fromNanos() - now.orderedNanos()) / 1_000_000,
                                (gap.toNanos() - now.orderedNanos()) / 1_000_000));
            }
        }
        bars.show(begin, end, List.of(new TimeBars.Row(texts.get("seen.client"), all)));
        VBox card = Parts.card(texts.get("seen.title"), bars);
        card.setId("drill-seen");
        int sent = result == null ? now.now().sent() : result.sent();
        int answered = result == null ? now.now().answered() : result.answered();
        card.getChildren()
                .add(
                        Labels.prose(
                                texts.get(
                                        "seen.counts",
                                        Integer.toString(sent),
                                        Integer.toString(answered)),
                                "type-small",
                                "muted",
                                "card-foot"));
        return card;
    }

    private TimeBars.Bar answered(long from, long to) {
        return new TimeBars.Bar(from, to, "", "is-answered");
    }

    private TimeBars.Bar out(long from, long to) {
        String length = DrillText.millis(to - from);
        return new TimeBars.Bar(from, to, texts.get("seen.out", length), "is-out");
    }

    private Node steps() {
        VBox card = Parts.card(texts.get("steps.title"));
        card.setId("drill-steps");
        DrillText words = words();
        for (DrillStep step : model.steps()) {
            String at = step.afterMillis() == 0 ? "" : DrillText.millis(step.afterMillis());
            Label time = Labels.whole(at, "mono", "muted", "step-at");
            HBox row = new HBox(time, glyph(step), Labels.prose(words.step(step)));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("card-row");
            card.getChildren().add(row);
        }
        if (model.isRunning()) {
            HBox row =
                    new HBox(
                            Labels.whole("", "mono", "step-at"),
                            new CheckGlyph(CheckGlyph.Result.RUNNING, 14),
                            Labels.prose(texts.get("steps.watching"), "muted"));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("card-row");
            card.getChildren().add(row);
        }
        return card;
    }

    private static CheckGlyph glyph(DrillStep step) {
        CheckGlyph.Result result =
                switch (step) {
                    case DrillStep.Probing _, DrillStep.FaultOver _ -> CheckGlyph.Result.NOTE;
                    case DrillStep.Begun _, DrillStep.GoingBack _, DrillStep.Starting _ ->
                            CheckGlyph.Result.NOTE;
                    case DrillStep.Steady _,
                            DrillStep.Answers _,
                            DrillStep.Active _,
                            DrillStep.Started _,
                            DrillStep.ClientFollows _ ->
                            CheckGlyph.Result.PASS;
                    case DrillStep.NameSays says ->
                            says.place().address().isEmpty()
                                    ? CheckGlyph.Result.ERROR
                                    : CheckGlyph.Result.NOTE;
                    case DrillStep.Silent _ -> CheckGlyph.Result.ERROR;
                    case DrillStep.Unsure _ -> CheckGlyph.Result.WARNING;
                };
        return new CheckGlyph(result, 14);
    }

    /// Asks before anything falls.
    private void confirm() {
        if (model.hurdle().isPresent()) {
            return;
        }
        String struck = node();
        VBox card = new VBox();
        card.setId("drill-ask");
        card.getStyleClass().add("drill-ask");
        card.getStylesheets().add(Parts.sheet());
        Button no = new Button(texts.get("ask.cancel"));
        no.setId("drill-cancel");
        no.setOnAction(event -> overlay.close(card));
        Button yes = new Button(texts.get("confirm." + model.kind(), struck));
        yes.setId("drill-confirm");
        yes.getStyleClass().add(model.kind() == DrillKind.MOVE ? "primary" : "destructive");
        yes.setOnAction(event -> {
            overlay.close(card);
            model.run(struck);
        });
        HBox buttons = new HBox(no, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("buttons");
        card.getChildren()
                .addAll(
                        Labels.prose(
                                texts.get(
                                        "ask.title",
                                        model.service().map(ServiceView::id).orElse("")),
                                "type-page"),
                        Labels.prose(effect()));
        if (!model.alsoHit().isEmpty()) {
            card.getChildren()
                    .add(
                            Labels.prose(
                                    texts.get(
                                            "ahead.also",
                                            node(),
                                            String.join(", ", model.alsoHit()))));
        }
        card.getChildren().addAll(Labels.prose(texts.get("ask.out")), buttons);
        overlay.dialog(card, () -> {});
    }
}
