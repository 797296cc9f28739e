package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.app.fencing.FencesModel.Deed;
import dev.belay.app.fencing.FencesModel.Outcome;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.Banner;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.status.NodeState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The screen of fencing: what goes on or waits for a person's word, the devices and who can use
/// them, and what was done.
public final class FencesScreen implements Screen {
    private final Ui ui;
    private final Texts texts;
    private final FencesModel model;
    private final Question<FenceAsk> question;
    private final Runnable wizard;
    private final BorderPane root = new BorderPane();
    private final Banner silence;
    private final Label silenceText = Labels.prose("");
    private final Banner outcome;
    private final StackPane outcomeGlyph = new StackPane();
    private final Label outcomeText = Labels.prose("");
    private final Chip automatic = new Chip("", Chip.Tone.OUTLINE);
    private final AgeBadge age;
    private final HBox acting = new HBox();
    private final Map<Deed, Button> buttons = new EnumMap<>(Deed.class);
    private final Map<Deed, StringProperty> whyNots = new EnumMap<>(Deed.class);
    private final FencesBody body;
    private final StackPane middle = new StackPane();
    private final VBox whole = new VBox();
    private final List<Action> actions;
    private Object drawn = "";
    private boolean inView;

    /// @param wizard opens the wizard of fence devices
    public FencesScreen(Ui ui, FencesModel model, Overlay overlay, Runnable wizard) {
        this.ui = ui;
        this.texts = ui.texts(FencesScreen.class);
        this.model = model;
        this.question = new Question<>(overlay);
        this.wizard = wizard;
        this.age = new AgeBadge(ui);
        this.body = new FencesBody(ui, texts, model, this::ask, wizard);
        this.actions = makeActions();
        root.getStyleClass().add("fences");
        root.getStylesheets().add(sheet());
        silence = new Banner("fences-silence", new StateGlyph(NodeState.UNKNOWN, 16), silenceText);
        silence.getStyleClass().add("warning");
        outcome =
                new Banner("fences-outcome", outcomeGlyph, outcomeText)
                        .withClose(texts.text("outcome.away"), model::dismiss);
        root.setTop(new VBox(silence, outcome));
        VBox.setVgrow(body, Priority.ALWAYS);
        whole.getChildren().addAll(head(), toolbar(), body);
        root.setCenter(middle);
        model.changesProperty().subscribe(change -> show());
        model.clusterProperty().subscribe((before, now) -> question.close());
        ui.languageProperty().subscribe((before, now) -> show());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    if (inView) {
                        model.beat();
                        model.ask();
                    }
                });
    }

    static String sheet() {
        return Objects.requireNonNull(FencesScreen.class.getResource("fencing.css"))
                .toExternalForm();
    }

    private Node head() {
        Label title = Labels.whole("", "type-page");
        title.textProperty().bind(texts.text("fences.title"));
        age.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, automatic, Labels.space(), age);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private Node toolbar() {
        HBox bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("toolbar", "line-below");
        for (Deed deed : Deed.values()) {
            Button button = new Button();
            button.setId("fences-" + deed);
            button.setGraphic(new Icon(icon(deed), 14));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.textProperty().bind(texts.text("fences.do." + deed));
            button.setOnAction(event -> ask(deed, ""));
            StringProperty whyNot = new SimpleStringProperty("");
            buttons.put(deed, button);
            whyNots.put(deed, whyNot);
            WhyNot carrier = new WhyNot(button, whyNot);
            carrier.setMinWidth(Region.USE_PREF_SIZE);
            bar.getChildren().add(carrier);
        }
        Button devices = new Button();
        devices.setId("fences-wizard");
        devices.setGraphic(new Icon("fth-compass", 14));
        devices.setMinWidth(Region.USE_PREF_SIZE);
        devices.textProperty().bind(texts.text("fences.wizard"));
        devices.setOnAction(event -> wizard.run());
        Label words = Labels.label("", "type-small", "muted");
        words.textProperty().bind(texts.text("fences.acting"));
        acting.getChildren().addAll(new CheckGlyph(CheckGlyph.Result.RUNNING, 14), words);
        acting.setAlignment(Pos.CENTER_LEFT);
        acting.getStyleClass().add("acting");
        bar.getChildren().addAll(devices, acting);
        return bar;
    }

    private static String icon(Deed deed) {
        return switch (deed) {
            case FENCE -> "fth-power";
            case CONFIRM -> "fth-eye";
        };
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
    public List<Action> actions() {
        return actions;
    }

    private List<Action> makeActions() {
        return List.of(
                action(Deed.FENCE),
                action(Deed.CONFIRM),
                Action.of(
                        "fencing.wizard", "fth-compass", texts.text("fences.wizard"), null, wizard),
                Action.of(
                        "fencing.ask",
                        "fth-refresh-cw",
                        texts.text("fences.ask"),
                        null,
                        model::ask));
    }

    private Action action(Deed deed) {
        return new Action(
                "fencing." + (deed == Deed.FENCE ? "fence" : "confirm"),
                icon(deed),
                texts.text("fences.do." + deed),
                null,
                model.changesProperty().map(now -> model.hindrance(deed).isEmpty()),
                Bindings.createStringBinding(
                        () -> model.hindrance(deed).map(one -> one.in(texts)).orElse(""),
                        model.changesProperty(),
                        ui.languageProperty()),
                () -> ask(deed, ""));
    }

    /// Asks first.
    ///
    /// @param node that is meant; empty: to be chosen
    private void ask(Deed deed, String node) {
        if (model.hindrance(deed).isPresent()) {
            return;
        }
        FenceAsk card = new FenceAsk(texts, model, deed, node, question::close);
        card.getStylesheets().add(sheet());
        question.ask(card);
    }

    private void show() {
        question.card().ifPresent(FenceAsk::refresh);
        showStrips();
        for (Deed deed : Deed.values()) {
            String why = model.hindrance(deed).map(one -> one.in(texts)).orElse("");
            Objects.requireNonNull(whyNots.get(deed)).set(why);
            Objects.requireNonNull(buttons.get(deed)).setDisable(!why.isEmpty());
        }
        acting.setVisible(model.isActing());
        if (model.told().isPresent()) {
            FencesPort.Told told = model.told().get();
            boolean isAutomatic = told.view().automatic();
            automatic.setText(texts.get(isAutomatic ? "fences.automatic" : "fences.by-hand"));
            age.show(told.observer(), null, model.ageMillis());
            body.show();
            middle(whole, whole);
        } else {
            ApiError error = model.error();
            middle(List.of(model.hearing(), error == null ? "" : error, texts.language()), null);
        }
    }

    private void middle(Object what, @Nullable Region region) {
        if (!what.equals(drawn)) {
            drawn = what;
            middle.getChildren().setAll(region == null ? nothing() : region);
        }
    }

    private void showStrips() {
        ApiError unheard = model.error();
        boolean kept = model.told().isPresent() && (unheard != null || model.isStale());
        silence.setVisible(kept);
        if (kept) {
            String since = texts.figures().age(model.ageMillis());
            silenceText.setText(
                    unheard == null
                            ? texts.get("fences.late", since)
                            : texts.get(
                                    "fences.silence", since, FenceWords.refused(texts, unheard)));
        }
        outcome.setVisible(model.outcome().isPresent());
        model.outcome().ifPresent(this::tell);
    }

    private void tell(Outcome known) {
        outcome.getStyleClass().removeAll("warning", "bad");
        switch (known) {
            case UNDER_WAY, DONE -> {}
            case REFUSED, NOT_STOPPED -> outcome.getStyleClass().add("bad");
            case UNANSWERED, NOT_CERTAIN -> outcome.getStyleClass().add("warning");
        }
        Node glyph =
                switch (known) {
                    case UNDER_WAY -> new CheckGlyph(CheckGlyph.Result.RUNNING, 16);
                    case DONE -> new CheckGlyph(CheckGlyph.Result.PASS, 16);
                    case REFUSED, NOT_STOPPED -> new StateGlyph(NodeState.FAILED, 16);
                    case UNANSWERED, NOT_CERTAIN -> new StateGlyph(NodeState.UNKNOWN, 16);
                };
        outcomeGlyph.getChildren().setAll(glyph);
        ApiError error = model.orderError();
        outcomeText.setText(
                texts.get(
                        "outcome." + model.ordered().orElse(Deed.FENCE) + "." + known,
                        model.orderedNode(),
                        error == null ? "" : FenceWords.refused(texts, error)));
    }

    private Region nothing() {
        ApiError error = model.error();
        String said = error == null ? "" : FenceWords.refused(texts, error);
        return switch (model.hearing()) {
            case ASKING, HEARD ->
                    EmptyState.busy(
                            texts.text("fences.none.busy"), texts.text("fences.none.busy.why"));
            case SILENT ->
                    EmptyState.unknown(
                                    texts.text("fences.none.silent"),
                                    new SimpleStringProperty(said))
                            .withAction("fences-again", texts.text("fences.again"), model::ask);
            case REFUSED ->
                    EmptyState.error(
                                    texts.text("fences.none.refused"),
                                    new SimpleStringProperty(said))
                            .withAction("fences-again", texts.text("fences.again"), model::ask);
        };
    }
}
