package dev.belay.app.config;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.ConfigSetView.Rollout;
import dev.belay.api.DriftOrder;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Syntax;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The config screen: sets at the left, the chosen one with its nodes and versions in the middle,
/// what differs below.
public final class ConfigView implements Screen {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Ui ui;
    private final Texts texts;
    private final ConfigModel model;
    private final Overlay overlay;
    private final Supplier<Optional<Path>> folder;
    private final BorderPane root = new BorderPane();
    private final VBox sets = new VBox();
    private final StackPane middle = new StackPane();
    private final Strips strips;
    private boolean inView;

    /// The screen.
    ///
    /// @param folder asks for the folder to publish
    public ConfigView(Ui ui, ConfigModel model, Overlay overlay, Supplier<Optional<Path>> folder) {
        this.ui = ui;
        this.texts = ui.texts(ConfigView.class);
        this.model = model;
        this.overlay = overlay;
        this.folder = folder;
        this.strips = new Strips(texts, model);
        root.getStyleClass().add("config");
        root.getStylesheets().add(sheet());
        sets.getStyleClass().add("sets");
        root.setLeft(sets);
        root.setCenter(middle);
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty().subscribe((before, now) -> show());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    if (inView && now.longValue() % 2 == 0) {
                        model.ask();
                    }
                });
    }

    private static String sheet() {
        return Objects.requireNonNull(ConfigView.class.getResource("config.css")).toExternalForm();
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
                        "config.ask",
                        "fth-refresh-cw",
                        texts.text("config.ask"),
                        null,
                        model::ask));
    }

    /// Draws everything anew; the keyboard stays where it was.
    private void show() {
        Scene scene = root.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        String id = owner == null ? null : owner.getId();
        draw();
        if (owner != null && id != null && owner.getScene() == null) {
            root.applyCss();
            find(root, id).ifPresent(Node::requestFocus);
        }
    }

    /// Not `lookup`: a path in an id is no selector.
    private static Optional<Node> find(Parent parent, String id) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            Optional<Node> found =
                    id.equals(child.getId())
                            ? Optional.of(child)
                            : child instanceof Parent inner ? find(inner, id) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void draw() {
        boolean none = model.sets().isEmpty();
        sets.setVisible(!none);
        sets.setManaged(!none);
        if (none) {
            EmptyState nothing = nothing();
            VBox.setVgrow(nothing, Priority.ALWAYS);
            VBox all = new VBox();
            all.getChildren().addAll(strips.now());
            all.getChildren().add(nothing);
            middle.getChildren().setAll(all);
            return;
        }
        sets.getChildren()
                .setAll(Labels.label(texts.get("config.sets"), "type-small", "w600", "muted"));
        model.sets().forEach(set -> sets.getChildren().add(row(set)));
        sets.getChildren().add(another());
        model.chosen().ifPresent(set -> middle.getChildren().setAll(detail(set)));
    }

    private EmptyState nothing() {
        ApiError error = model.error();
        return switch (model.state()) {
            case ASKING ->
                    EmptyState.busy(texts.text("config.busy"), texts.text("config.busy.why"));
            case READY ->
                    model.isActing()
                            ? EmptyState.busy(
                                    texts.text("config.first"), texts.text("config.first.why"))
                            : EmptyState.empty(
                                            "fth-file-text",
                                            texts.text("config.none"),
                                            texts.text("config.none.why"))
                                    .withAction("config-new", texts.text("config.new"), this::add);
            case ERROR ->
                    EmptyState.error(
                                    texts.text("config.error"),
                                    new SimpleStringProperty(
                                            error == null ? "" : Strips.unread(texts, error)))
                            .withAction("config-again", texts.text("config.again"), model::ask);
        };
    }

    /// Asks for a folder, and makes a set of it.
    private void add() {
        folder.get().ifPresent(this::askNew);
    }

    private Node another() {
        Button add = new Button(texts.get("config.new"));
        add.setId("config-new");
        add.getStyleClass().add("small");
        add.setGraphic(new Icon("fth-plus", 14));
        add.setDisable(model.isActing());
        add.setOnAction(event -> add());
        return new WhyNot(add, new SimpleStringProperty(texts.get("config.publish.busy")));
    }

    private Node row(ConfigSetView set) {
        long drifted = set.nodes().stream().filter(node -> !node.drift().isEmpty()).count();
        Label name = Labels.label(set.name(), "w500");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(new Icon("fth-file-text", 16), name, Labels.space());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("set-line");
        if (drifted > 0) {
            line.getChildren()
                    .add(new Chip(texts.get("config.drifted", drifted), Chip.Tone.WARNING));
        }
        line.getChildren().add(Labels.label(Long.toString(set.live()), "mono", "muted"));
        Button button = new Button();
        button.setId("config-set-" + set.name());
        button.getStyleClass().setAll("button", "set-row");
        button.setGraphic(line);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(texts.get("config.set.spoken", set.name(), set.live(), drifted));
        button.setOnAction(event -> model.choose(set.name()));
        button.pseudoClassStateChanged(
                CHOSEN, model.chosen().map(one -> one.name().equals(set.name())).orElse(false));
        return button;
    }

    private Node detail(ConfigSetView set) {
        VBox left = new VBox(nodes(set), versions(set));
        left.getStyleClass().add("cards");
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("set-detail");
        VBox all = new VBox(head(set));
        all.getChildren().addAll(strips.now());
        HBox both = new HBox(scroll, difference(set));
        VBox.setVgrow(both, Priority.ALWAYS);
        all.getChildren().add(both);
        return all;
    }

    private Node head(ConfigSetView set) {
        AgeBadge age = new AgeBadge(ui);
        age.show(set.name(), texts.get("config.cluster"), model.ageMillis());
        Button publish = new Button(texts.get("config.publish"));
        publish.setId("config-publish");
        publish.setGraphic(new Icon("fth-upload", 14));
        publish.setDisable(model.isActing());
        publish.setOnAction(event -> folder.get().ifPresent(path -> askPublish(set, path)));
        HBox head =
                new HBox(
                        Labels.label(set.name(), "type-page"),
                        Labels.label(set.target(), "mono", "muted"),
                        rollout(set.rollout()),
                        Labels.space(),
                        age,
                        new WhyNot(
                                publish,
                                new SimpleStringProperty(texts.get("config.publish.busy"))));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().addAll("head", "line-below");
        return head;
    }

    private Node rollout(@Nullable Rollout rollout) {
        if (rollout == null) {
            return new Region();
        }
        Chip.Tone tone =
                switch (rollout.phase()) {
                    case STAGING, CANARY, SWITCHING -> Chip.Tone.ACCENT;
                    case DONE -> Chip.Tone.GOOD;
                    case ROLLING_BACK, ROLLED_BACK -> Chip.Tone.BAD;
                };
        return new Chip(
                texts.get("config.phase." + rollout.phase(), rollout.version(), rollout.canary()),
                tone);
    }

    private void askPublish(ConfigSetView set, Path path) {
        long next = set.versions().isEmpty() ? 1 : set.versions().getFirst().number() + 1;
        publish(
                new PublishForm.Words(
                        texts.get("publish.title", set.name(), next),
                        texts.get("publish.why", path, set.nodes().size()),
                        texts.get("publish.do", next)),
                PublishDraft.of(set),
                set.live() == 0,
                path);
    }

    private void askNew(Path path) {
        publish(
                new PublishForm.Words(
                        texts.get("set.title"),
                        texts.get("set.why", path),
                        texts.get("publish.do", 1)),
                PublishDraft.of(path),
                true,
                path);
    }

    private void publish(
            PublishForm.Words words, PublishDraft draft, boolean mayTakeOver, Path path) {
        Region[] card = new Region[1];
        card[0] =
                new PublishForm(
                        texts,
                        words,
                        draft,
                        mayTakeOver,
                        model.sets().stream().map(ConfigSetView::name).collect(Collectors.toSet()),
                        good -> {
                            overlay.close(card[0]);
                            model.publish(path, good.wish());
                        },
                        () -> overlay.close(card[0]));
        card[0].getStylesheets().add(sheet());
        overlay.dialog(card[0], () -> {});
    }

    private Node nodes(ConfigSetView set) {
        VBox card = new VBox(Labels.label(texts.get("config.nodes"), "type-section", "card-title"));
        card.getStyleClass().add("card");
        for (NodeState node : set.nodes()) {
            card.getChildren().add(node(set, node));
        }
        Rollout rollout = set.rollout();
        if (rollout != null && !rollout.why().isEmpty()) {
            Label why = Labels.label(texts.get("config.rolled-back", rollout.why()), "bad-text");
            why.setWrapText(true);
            why.getStyleClass().add("node-more");
            card.getChildren().add(why);
        }
        return card;
    }

    private Node node(ConfigSetView set, NodeState node) {
        boolean drifts = !node.drift().isEmpty();
        ApiError error = node.error();
        CheckGlyph.Result result =
                error != null
                        ? CheckGlyph.Result.ERROR
                        : drifts
                                ? CheckGlyph.Result.WARNING
                                : node.version() == set.live()
                                        ? CheckGlyph.Result.PASS
                                        : CheckGlyph.Result.RUNNING;
        AgeBadge age = new AgeBadge(ui);
        age.show(node.node(), null, model.ageMillis());
        String word =
                error != null
                        ? error.code()
                        : drifts
                                ? texts.get("config.drift", node.drift().size())
                                : texts.get("config.same");
        HBox line =
                new HBox(
                        new CheckGlyph(result, 16),
                        Labels.label(node.node(), "w500", "node-name"),
                        Labels.label(Long.toString(node.version()), "mono"),
                        Labels.label(word, "type-small", error != null ? "bad-text" : "muted"),
                        Labels.space(),
                        age);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("node-line");
        VBox row = new VBox(line);
        if (error != null) {
            Label said = Labels.label(Strips.refused(texts, error), "type-small", "node-more");
            said.setWrapText(true);
            row.getChildren().add(said);
        }
        if (drifts) {
            node.drift().stream()
                    .limit(5)
                    .forEach(one ->
                            row.getChildren()
                                    .add(
                                            Labels.label(
                                                    one.path()
                                                            + " · "
                                                            + texts.get("change." + one.what()),
                                                    "mono",
                                                    "muted",
                                                    "node-more")));
            HBox buttons =
                    new HBox(
                            small(
                                    "drift-show-" + node.node(),
                                    "config.show",
                                    () ->
                                            model.compare(
                                                    Long.toString(node.version()),
                                                    "node:" + node.node())),
                            small(
                                    "drift-back-" + node.node(),
                                    "config.put-back",
                                    () -> review(node.node(), DriftOrder.Action.PUT_BACK)),
                            small(
                                    "drift-adopt-" + node.node(),
                                    "config.adopt",
                                    () -> review(node.node(), DriftOrder.Action.ADOPT)));
            buttons.getStyleClass().addAll("drift-buttons", "node-more");
            row.getChildren().add(buttons);
        }
        row.getStyleClass().add("node-row");
        return row;
    }

    private Button small(String id, String key, Runnable run) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setDisable(model.isActing());
        button.setOnAction(event -> run.run());
        return button;
    }

    private Node versions(ConfigSetView set) {
        VBox card =
                new VBox(Labels.label(texts.get("config.versions"), "type-section", "card-title"));
        card.getStyleClass().add("card");
        for (int i = 0; i < set.versions().size(); i++) {
            ConfigSetView.Version version = set.versions().get(i);
            String number = Long.toString(version.number());
            HBox line = new HBox(Labels.label(number, "mono", "version-number"));
            if (version.number() == set.live()) {
                line.getChildren().add(new Chip(texts.get("config.live"), Chip.Tone.GOOD));
            }
            Label note = Labels.label(version.note().isEmpty() ? "–" : version.note(), "w500");
            note.setMinWidth(0);
            line.getChildren().addAll(note, Labels.space());
            if (i + 1 < set.versions().size()) {
                String before = Long.toString(set.versions().get(i + 1).number());
                line.getChildren()
                        .add(
                                small(
                                        "version-diff-" + number,
                                        "config.diff",
                                        () -> model.compare(before, number)));
            }
            if (version.number() != set.live()) {
                line.getChildren()
                        .add(
                                small(
                                        "version-rollback-" + number,
                                        "config.rollback",
                                        () -> rollback(set, version)));
            }
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("version-line");
            Label facts =
                    Labels.label(
                            texts.get(
                                    "config.version",
                                    version.by(),
                                    texts.figures().minute(version.at()),
                                    texts.figures().count(version.files()),
                                    texts.figures().bytes((double) version.bytes())),
                            "type-small",
                            "muted");
            VBox row = new VBox(line, facts);
            row.getStyleClass().add("version-row");
            card.getChildren().add(row);
        }
        return card;
    }

    private Node difference(ConfigSetView set) {
        VBox panel = new VBox();
        panel.setId("config-diff");
        panel.getStyleClass().add("diff");
        HBox.setHgrow(panel, Priority.ALWAYS);
        ConfigDiff diff = model.diff();
        ApiError error = model.diffError();
        if (model.isDiffing()) {
            return grown(
                    panel, EmptyState.busy(texts.text("diff.busy"), texts.text("diff.busy.why")));
        }
        if (error != null) {
            return grown(
                    panel,
                    EmptyState.error(
                            texts.text("diff.error"),
                            new SimpleStringProperty(Strips.unread(texts, error))));
        }
        if (diff == null) {
            return grown(
                    panel,
                    EmptyState.empty(
                            "fth-file-text", texts.text("diff.none"), texts.text("diff.none.why")));
        }
        HBox head =
                new HBox(
                        Labels.label(
                                texts.get("diff.title", set.name(), diff.from(), diff.to()),
                                "type-section"),
                        Labels.space(),
                        Labels.label(
                                texts.get("diff.files", diff.files().size()),
                                "type-small",
                                "muted"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("diff-head");
        panel.getChildren().add(head);
        for (ConfigDiff.FileDiff file : diff.files()) {
            panel.getChildren().add(file(file));
        }
        ScrollPane scroll = new ScrollPane(panel);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private static Node grown(VBox panel, EmptyState state) {
        VBox.setVgrow(state, Priority.ALWAYS);
        panel.getChildren().add(state);
        return panel;
    }

    private Node file(ConfigDiff.FileDiff file) {
        HBox head =
                new HBox(
                        Labels.label(file.path(), "mono", "w500"),
                        new Chip(texts.get("change." + file.change()), tone(file.change())),
                        Labels.label(file.facts(), "mono", "muted"));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("file-head");
        VBox box = new VBox(head);
        List<DiffLine> lines = DiffLine.of(file.unified());
        if (lines.isEmpty()) {
            box.getChildren()
                    .add(
                            Labels.label(
                                    texts.get("diff.no-text"), "type-small", "muted", "node-more"));
        } else {
            ListView<DiffLine> list = new ListView<>(FXCollections.observableArrayList(lines));
            list.setId("diff-" + file.path());
            list.setAccessibleText(texts.get("diff.list", file.path()));
            Syntax syntax = Syntax.of(file.path());
            list.setCellFactory(view -> new DiffCell(texts, syntax));
            double row = ui.px(20);
            list.setFixedCellSize(row);
            list.setPrefHeight(Math.min(lines.size(), 24) * row + 2);
            list.setMinHeight(Region.USE_PREF_SIZE);
            list.getStyleClass().add("diff-list");
            box.getChildren().add(list);
        }
        box.getStyleClass().add("file");
        return box;
    }

    private static Chip.Tone tone(ConfigSetView.Change change) {
        return switch (change) {
            case ADDED -> Chip.Tone.GOOD;
            case REMOVED -> Chip.Tone.BAD;
            case CONTENT, OWNER_OR_MODE, KIND -> Chip.Tone.PLAN;
        };
    }

    private void rollback(ConfigSetView set, ConfigSetView.Version version) {
        ask(
                texts.get("rollback.title", set.name(), version.number()),
                texts.get("rollback.why", set.live(), version.number(), set.nodes().size()),
                texts.get("rollback.do", version.number()),
                () -> model.rollback(version.number()));
    }

    private void review(String node, DriftOrder.Action action) {
        ask(
                texts.get("drift.title." + action, node),
                texts.get("drift.why." + action),
                texts.get("drift.do." + action),
                () -> model.settle(node, action));
    }

    private void ask(String title, String why, String verb, Runnable run) {
        Region[] card = new Region[1];
        Button no = new Button(texts.get("config.cancel"));
        no.setId("config-cancel");
        no.setOnAction(event -> overlay.close(card[0]));
        Button yes = new Button(verb);
        yes.setId("config-confirm");
        yes.getStyleClass().add("primary");
        yes.setDefaultButton(true);
        yes.setOnAction(event -> {
            overlay.close(card[0]);
            run.run();
        });
        Label said = Labels.label(why);
        said.setWrapText(true);
        HBox buttons = new HBox(no, yes);
        buttons.getStyleClass().add("buttons");
        Label head = Labels.label(title, "type-page");
        head.setWrapText(true);
        card[0] = new VBox(head, said, buttons);
        overlay.dialog(card[0], () -> {});
    }
}
