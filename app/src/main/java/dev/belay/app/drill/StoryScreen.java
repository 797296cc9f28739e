package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.api.RefusalText;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.FormScroll;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.drill.DrillText;
import dev.belay.model.status.NodeState;
import dev.belay.story.Story;
import dev.belay.story.Story.LinkKind;
import dev.belay.story.Story.Phase;
import dev.belay.story.StoryText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The failover stories: all of them at the left, the chosen one with its phases and its chain of
/// causes, and at the right who could take it and what would have prevented it.
public final class StoryScreen implements Screen {
    private final Ui ui;
    private final Texts texts;
    private final StoryModel model;
    private final Saver saver;
    private final BorderPane root = new BorderPane();
    private final ObservableList<Story> stories = FXCollections.observableArrayList();
    private final ListView<Story> list = new ListView<>(stories);
    private final VBox left = new VBox();
    private final VBox middle = new VBox();
    private final VBox right = new VBox();
    private final FormScroll scroll = new FormScroll(middle);
    private final FormScroll side = new FormScroll(right);
    private final TimeBars bars = new TimeBars();
    private boolean arranging;
    private boolean inView;
    private long beats;

    public StoryScreen(Ui ui, StoryModel model, Saver saver) {
        this.ui = ui;
        this.texts = ui.texts(StoryScreen.class);
        this.model = model;
        this.saver = saver;
        root.getStyleClass().add("stories");
        root.getStylesheets().add(Parts.sheet());
        Label title = new Label();
        title.textProperty().bind(texts.text("stories.title"));
        title.getStyleClass().addAll("type-section", "w600");
        HBox head = new HBox(title);
        head.getStyleClass().add("list-head");
        list.setId("stories-list");
        list.accessibleTextProperty().bind(texts.text("stories.title"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(now -> {
                    if (now != null && !arranging) {
                        model.choose(now);
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        left.getStyleClass().add("stories-list");
        left.getChildren().addAll(head, list);
        middle.getStyleClass().add("drill-body");
        right.getStyleClass().add("story-side");
        side.getStyleClass().add("story-side-scroll");
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty().subscribe((before, now) -> show());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    beats++;
                    // What happened does not change each second.
                    if (inView && beats % 5 == 0) {
                        model.ask();
                    }
                });
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
        return List.of(
                Action.of(
                        "stories.ask",
                        "fth-refresh-cw",
                        texts.text("action.stories"),
                        null,
                        model::ask));
    }

    private StoryText words() {
        return StoryText.of(ui.language().locale());
    }

    private void show() {
        if (model.stories().isEmpty()) {
            root.setLeft(null);
            root.setRight(null);
            root.setCenter(nothing());
            return;
        }
        arranging = true;
        if (!stories.equals(model.stories())) {
            stories.setAll(model.stories());
        }
        model.chosen().ifPresent(one -> list.getSelectionModel().select(one));
        list.refresh();
        arranging = false;
        root.setLeft(left);
        root.setCenter(scroll);
        root.setRight(side);
        model.chosen().ifPresent(this::show);
    }

    private Region nothing() {
        ApiError error = model.error();
        if (error != null) {
            return EmptyState.unknown(
                            texts.text("none.silent"),
                            new SimpleStringProperty(
                                    RefusalText.of(ui.language().locale()).sentence(error)))
                    .withAction("stories-again", texts.text("action.stories"), model::ask);
        }
        return model.isHeard()
                ? EmptyState.empty(
                        "fth-list", texts.text("stories.none"), texts.text("stories.none.why"))
                : EmptyState.busy(texts.text("none.busy"), texts.text("none.busy.why"));
    }

    private void show(Story story) {
        StoryText words = words();
        Button export = new Button(texts.get("story.export"));
        export.setId("story-export");
        export.setGraphic(new Icon("fth-download", 14));
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.setOnAction(event ->
                saver.save(
                        "failover-" + story.service() + "-" + story.generation() + ".md",
                        words.markdown(story, ZoneId.systemDefault())));
        Label headline = Labels.prose(words.headline(story), "type-title");
        headline.setId("story-headline");
        HBox head = new HBox(headline, Labels.space(), export);
        HBox.setHgrow(headline, Priority.SOMETIMES);
        head.setAlignment(Pos.TOP_LEFT);
        head.getStyleClass().add("story-head");
        String when = texts.figures().dateTime(story.at());
        middle.getChildren()
                .setAll(
                        new VBox(
                                head,
                                Labels.prose(
                                        texts.get("story.when", when, words.cause(story)),
                                        "muted",
                                        "story-cause")),
                        figures(story),
                        phases(story, words),
                        chain(story, words));
        right.getChildren().setAll(candidates(story), advice(story, words));
    }

    /// From the first moment that is recorded until it was decided; -1 when there is none.
    private static long certainMillis(Story story) {
        return story.phases().stream()
                .map(Phase::from)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .map(from -> story.at().toEpochMilli() - from.toEpochMilli())
                .filter(millis -> millis > 0)
                .orElse(-1L);
    }

    private Node figures(Story story) {
        long certain = certainMillis(story);
        boolean isLast = story.chain().stream().anyMatch(one -> one.kind() == LinkKind.NOW);
        HBox figures =
                new HBox(
                        Parts.figure(
                                certain < 0 ? "–" : DrillText.millis(certain),
                                texts.get("story.certain")),
                        Parts.figure("–", texts.get("story.clients"), "muted"),
                        Parts.figure(Long.toString(story.generation()), texts.get("story.stay")));
        if (isLast) {
            long fit = story.candidates().stream().filter(one -> one.score() >= 0).count();
            figures.getChildren()
                    .add(
                            Parts.figure(
                                    Long.toString(fit),
                                    texts.get("story.fit"),
                                    fit > 1 ? "good-text" : "warning-text"));
        }
        figures.getStyleClass().add("figures");
        return figures;
    }

    private Node phases(Story story, StoryText words) {
        VBox card = Parts.card(texts.get("phases.title"));
        card.setId("story-phases");
        long zero =
                story.phases().stream()
                        .map(Phase::from)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .mapToLong(Instant::toEpochMilli)
                        .min()
                        .orElse(story.at().toEpochMilli());
        long decided = story.at().toEpochMilli() - zero;
        long end = Math.max(200, decided + Math.max(100, decided / 6));
        List<TimeBars.Bar> timed = new ArrayList<>();
        for (Phase phase : story.phases()) {
            Instant from = phase.from();
            Instant to = phase.to();
            if (from != null && to != null) {
                timed.add(
                        new TimeBars.Bar(
                                from.toEpochMilli() - zero,
                                to.toEpochMilli() - zero,
                                words.phase(phase.kind()) + " " + words.phaseNote(phase),
                                "is-" + phase.kind().name().toLowerCase(Locale.ROOT)));
            }
        }
        List<TimeBars.Row> rows = new ArrayList<>();
        if (!timed.isEmpty()) {
            rows.add(new TimeBars.Row(texts.get("phases.row"), timed));
            if (!story.from().isEmpty()) {
                rows.add(
                        new TimeBars.Row(
                                story.from(),
                                List.of(
                                        new TimeBars.Bar(
                                                0,
                                                decided,
                                                texts.get("phases.from." + isSeen(story)),
                                                "is-unconfirmed"))));
            }
            if (!story.to().isEmpty()) {
                rows.add(
                        new TimeBars.Row(
                                story.to(),
                                List.of(
                                        new TimeBars.Bar(
                                                0,
                                                decided,
                                                texts.get("phases.waits"),
                                                "is-waiting"),
                                        new TimeBars.Bar(
                                                decided,
                                                end,
                                                texts.get("phases.begins"),
                                                "is-begins"))));
            }
            bars.show(0, end, rows);
            card.getChildren().add(bars);
        }
        for (Phase phase : story.phases()) {
            if (phase.millis() < 0) {
                HBox row =
                        new HBox(
                                new CheckGlyph(
                                        phase.isConfirmed()
                                                ? CheckGlyph.Result.PASS
                                                : CheckGlyph.Result.WAITS,
                                        14),
                                Labels.whole(words.phase(phase.kind()), "w500", "phase-name"),
                                Labels.prose(note(phase, words), "type-small", "muted"));
                row.setAlignment(Pos.CENTER_LEFT);
                row.getStyleClass().add("card-row");
                card.getChildren().add(row);
            }
        }
        return card;
    }

    private static boolean isSeen(Story story) {
        return switch (story.cause().kind()) {
            case SILENT, FENCED, AGENT_RESTARTED, DRILL -> false;
            case FIRST, AGENT_STOPPED, STANDBY, ORDERED, STOPPED, FAILED, ENDED -> true;
        };
    }

    private String note(Phase phase, StoryText words) {
        Instant at = phase.to();
        return phase.isConfirmed() && at != null
                ? texts.get("phases.seen", texts.figures().timeMillis(at))
                : words.phaseNote(phase);
    }

    private Node chain(Story story, StoryText words) {
        VBox chain = new VBox(Labels.label(texts.get("chain.title"), "type-section", "w600"));
        chain.setId("story-chain");
        chain.getStyleClass().add("chain");
        List<Story.Link> links = story.chain();
        for (int i = 0; i < links.size(); i++) {
            Story.Link link = links.get(i);
            Region thread = new Region();
            thread.getStyleClass().add("thread");
            thread.setVisible(i < links.size() - 1);
            StackPane mark = new StackPane(thread, glyph(link, story));
            mark.setAlignment(Pos.TOP_CENTER);
            mark.getStyleClass().add("chain-mark");
            Label said = Labels.prose(words.link(link, story));
            Label evidence = Labels.prose(words.evidence(link), "type-small", "evidence");
            evidence.setGraphic(new Icon("fth-file-text", 12));
            VBox text = new VBox(said);
            if (!link.isConfirmed()) {
                text.getChildren()
                        .add(Labels.prose(words.whenUnconfirmed(), "muted", "type-small"));
            }
            text.getChildren().add(evidence);
            text.getStyleClass().add("chain-text");
            HBox.setHgrow(text, Priority.ALWAYS);
            Label at =
                    Labels.whole(
                            texts.figures().timeMillis(link.at()), "mono", "muted", "chain-at");
            HBox row = new HBox(at, mark, text);
            row.getStyleClass().add("chain-row");
            chain.getChildren().add(row);
        }
        return chain;
    }

    private static Node glyph(Story.Link link, Story story) {
        return switch (link.kind()) {
            case EVENT -> CheckGlyph.of(Objects.requireNonNull(link.event()).severity(), 16);
            case LAST_RENEWAL -> new StateGlyph(NodeState.UNKNOWN, 16);
            case DECISION -> new StateGlyph(NodeState.STARTING, 16);
            case NOW ->
                    new StateGlyph(
                            link.said().equals("ACTIVE") && link.stay() == story.generation()
                                    ? NodeState.ACTIVE
                                    : NodeState.UNKNOWN,
                            16);
        };
    }

    private Node candidates(Story story) {
        VBox part = new VBox(Labels.label(texts.get("candidates.title"), "type-section", "w600"));
        part.setId("story-candidates");
        part.getStyleClass().add("side-part");
        if (story.candidates().isEmpty()) {
            part.getChildren().add(Labels.prose(texts.get("candidates.none"), "muted"));
        }
        for (Candidate one : story.candidates()) {
            boolean isNever = one.score() <= -1_000_000;
            boolean isPlaced = one.node().equals(story.to());
            String tone = isNever ? "bad-text" : isPlaced ? "good-text" : "muted";
            HBox row =
                    new HBox(
                            new CheckGlyph(
                                    isPlaced
                                            ? CheckGlyph.Result.PASS
                                            : isNever
                                                    ? CheckGlyph.Result.SKIPPED
                                                    : CheckGlyph.Result.WAITS,
                                    16),
                            Labels.whole(one.node(), "w500"),
                            Labels.label(
                                    texts.has("candidate." + one.state())
                                            ? texts.get("candidate." + one.state())
                                            : one.state(),
                                    "type-small",
                                    "muted"),
                            Labels.space(),
                            Labels.whole(score(one.score()), "mono", "w500", tone));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("side-row");
            part.getChildren().add(row);
        }
        return part;
    }

    private static String score(int score) {
        if (score >= 1_000_000) {
            return "+∞";
        }
        if (score <= -1_000_000) {
            return "−∞";
        }
        return score > 0 ? "+" + score : Integer.toString(score);
    }

    private Node advice(Story story, StoryText words) {
        VBox part = new VBox(Labels.label(texts.get("advice.title"), "type-section", "w600"));
        part.setId("story-advice");
        part.getStyleClass().add("side-part");
        for (Story.Advice one : story.advice()) {
            HBox row =
                    new HBox(
                            new CheckGlyph(
                                    story.isTrouble()
                                            ? CheckGlyph.Result.WARNING
                                            : CheckGlyph.Result.NOTE,
                                    16),
                            Labels.prose(words.advice(one)));
            row.getStyleClass().add("side-row");
            part.getChildren().add(row);
        }
        return part;
    }

    /// A story in the list.
    private final class Cell extends GraphicCell<Story> {

        @Override
        protected Node drawn(Story story) {
            StoryText words = words();
            Node glyph =
                    story.isTrouble()
                            ? new StateGlyph(NodeState.FAILED, 16)
                            : new CheckGlyph(CheckGlyph.Result.PASS, 16);
            Label title = Labels.label(words.headline(story), "w500");
            title.setMinWidth(0);
            Label cause =
                    Labels.label(texts.get("cause." + story.cause().kind()), "type-small", "muted");
            Label at = Labels.whole(texts.figures().minute(story.at()), "mono", "muted");
            VBox text = new VBox(title, cause, at);
            text.setMinWidth(0);
            HBox row = new HBox(glyph, text);
            row.getStyleClass().add("story-row");
            setAccessibleText(words.headline(story) + ". " + words.cause(story));
            return row;
        }
    }
}
