package dev.belay.app.health;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.ui.Action;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.List;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The health screen: live graphs and history of the chosen nodes, events on the same time axis,
/// who thinks what, and the loss meter.
public final class HealthView implements Screen {

    private final Ui ui;
    private final Texts texts;
    private final HealthModel model;
    private final BorderPane root = new BorderPane();
    private final HealthToolbar toolbar;
    private final NoticeStrip notices;
    private final GraphGrid graphs;
    private final StackPane graphPlace = new StackPane();
    private final MarksRow marks;
    private final OpinionTable opinions;
    private final ScrollPane content = new ScrollPane();
    private final EmptyState noCluster;
    private final EmptyState waiting;
    private final EmptyState nothingHeard;
    private final EmptyState noMeasures;
    private final HealthExport export;
    private final PauseTransition patience = new PauseTransition(Duration.millis(300));
    private final ListChangeListener<Object> linesChanged = change -> chosenChanged();
    private Subscription fetches = Subscription.EMPTY;
    private boolean waitingShown;

    /// The view of a model.
    ///
    /// @param files asks where an export shall go
    /// @param openConnections leads to where a cluster can be connected
    public HealthView(Ui ui, HealthModel model, SaveFile files, Runnable openConnections) {
        this.ui = ui;
        this.texts = ui.texts(HealthView.class);
        this.model = model;
        this.notices = new NoticeStrip(texts, model);
        this.export = new HealthExport(texts, model, files, notices::show);
        this.graphs = new GraphGrid(ui, texts, model);
        this.toolbar = new HealthToolbar(texts, model, this::exportCsv, this::exportPng);
        this.marks = new MarksRow(ui, texts, model);
        this.opinions = new OpinionTable(ui, texts, model);
        this.noCluster =
                EmptyState.empty(
                                "fth-activity",
                                texts.text("empty.cluster.title"),
                                texts.text("empty.cluster"))
                        .withAction(
                                "health-open-connections",
                                texts.text("empty.cluster.action"),
                                openConnections);
        this.waiting =
                EmptyState.busy(texts.text("empty.waiting.title"), texts.text("empty.waiting"));
        this.nothingHeard =
                EmptyState.unknown(texts.text("empty.silent.title"), texts.text("empty.silent"))
                        .withAction(
                                "health-ask-histories",
                                texts.text("history.retry"),
                                model::retryHistories);
        this.noMeasures =
                EmptyState.empty(
                        "fth-grid",
                        texts.text("empty.measures.title"),
                        texts.text("empty.measures"));
        build();
        follow();
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        draw();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(
                        "health.pause",
                        "fth-pause",
                        texts.text("action.pause"),
                        null,
                        () -> model.pausedProperty().set(!model.pausedProperty().get())),
                range("health.live", Range.LIVE),
                range("health.hour", Range.HOUR),
                range("health.day", Range.DAY),
                range("health.week", Range.WEEK),
                Action.of(
                        "health.export.csv",
                        "fth-download",
                        texts.text("action.export.csv"),
                        null,
                        this::exportCsv),
                Action.of(
                        "health.export.png",
                        "fth-download",
                        texts.text("action.export.png"),
                        null,
                        this::exportPng));
    }

    private Action range(String id, Range range) {
        String word = id.substring(id.indexOf('.') + 1);
        return Action.of(
                id,
                "fth-activity",
                texts.text("action." + word),
                null,
                () -> model.rangeProperty().set(range));
    }

    private void build() {
        root.setId("health");
        root.getStyleClass().add("health");
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(HealthView.class.getResource("health.css"))
                                .toExternalForm());
        BottomPanels panels = new BottomPanels(ui, opinions, new LossMeterPanel(texts));
        VBox.setVgrow(panels, Priority.ALWAYS);
        graphPlace.getStyleClass().add("graph-place");
        VBox column = new VBox(graphPlace, marks, panels);
        column.getStyleClass().add("health-content");
        content.setContent(column);
        content.setFitToWidth(true);
        content.setFitToHeight(true);
        content.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        content.getStyleClass().add("health-scroll");
        content.setFocusTraversable(false);
        VBox top = new VBox(toolbar, notices);
        root.setTop(top);
        patience.setOnFinished(event -> {
            waitingShown = true;
            showPlace();
        });
        graphs.showMeasures();
    }

    private void follow() {
        model.series().addListener(linesChanged);
        model.measures()
                .addListener(
                        (ListChangeListener<Object>)
                                change -> {
                                    graphs.showMeasures();
                                    toolbar.showMeasures();
                                    draw();
                                });
        model.frameProperty().subscribe(frame -> draw());
        model.clusterProperty().subscribe(this::clusterChanged);
        ui.languageProperty().subscribe((before, after) -> redraw());
        ui.darkProperty().subscribe((before, after) -> redraw());
        ui.percentProperty().subscribe((before, after) -> redraw());
        root.sceneProperty().subscribe(scene -> draw());
        chosenChanged();
    }

    private void clusterChanged(@Nullable LiveCluster cluster) {
        root.setCenter(cluster == null ? noCluster : content);
        toolbar.setDisable(cluster == null);
        waitingShown = false;
        patience.playFromStart();
        draw();
    }

    private void chosenChanged() {
        fetches.unsubscribe();
        fetches =
                model.series().stream()
                        .map(one -> one.fetchProperty().subscribe(fetch -> fetchChanged()))
                        .reduce(Subscription.EMPTY, Subscription::and);
        toolbar.showNodes();
        fetchChanged();
        draw();
    }

    private void fetchChanged() {
        toolbar.showProgress();
        notices.showHistories();
    }

    /// Look, language or size have changed: what is painted by hand does not follow by itself.
    private void redraw() {
        root.applyCss();
        graphs.redraw();
        toolbar.showMeasures();
        toolbar.showProgress();
        notices.showHistories();
        marks.redraw();
        opinions.redraw();
    }

    private void draw() {
        if (root.getScene() == null || model.clusterProperty().getValue() == null) {
            return;
        }
        showPlace();
        graphs.draw();
        marks.draw();
        opinions.draw();
    }

    private void showPlace() {
        if (model.measures().isEmpty()) {
            graphPlace.getChildren().setAll(noMeasures);
        } else if (model.hasData()) {
            if (!graphPlace.getChildren().contains(graphs)) {
                graphPlace.getChildren().setAll(graphs);
            }
        } else if (waitingShown) {
            boolean asked =
                    model.series().stream().anyMatch(one -> one.fetch() instanceof Fetch.Asking);
            EmptyState state = asked ? waiting : nothingHeard;
            if (!graphPlace.getChildren().contains(state)) {
                graphPlace.getChildren().setAll(state);
            }
        } else {
            graphPlace.getChildren().clear();
        }
    }

    private void exportCsv() {
        export.csv(root);
    }

    private void exportPng() {
        export.png(graphPlace, ui.tokens().colour("-belay-canvas"));
    }
}
