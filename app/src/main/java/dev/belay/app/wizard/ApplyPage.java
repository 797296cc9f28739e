package dev.belay.app.wizard;

import dev.belay.api.ApiError;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Operation.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The deeds on their way: which are done, on which node, and what could be undone.
public final class ApplyPage extends VBox {

    private final Texts texts;

    private final Operation operation;
    private final Chip chip = new Chip("", Chip.Tone.ACCENT);
    private final HBox bar = Parts.row("progress");
    private final Label count = Labels.label("", "type-small", "w500");
    private final VBox trouble = new VBox();
    private final VBox rows = new VBox();
    private final List<RowView> views = new ArrayList<>();
    private final Label done = Labels.prose("", "type-small");
    private final Label open = Labels.prose("", "type-small");
    private final Label undoable = Labels.prose("", "type-small");
    private final Button stop;
    private final Button undo;

    /// The page for a wizard's operation.
    public ApplyPage(Ui ui, WizardModel model) {
        this(ui, ui.texts(ApplyPage.class), model);
    }

    ApplyPage(Ui ui, Texts texts, WizardModel model) {

        this.texts = texts;

        this.operation = model.operation();
        setId("apply");
        getStyleClass().add("apply");
        stop = Parts.button("apply-stop", "fth-pause", texts.get("apply.stop"), operation::stop);
        undo = Parts.button("apply-undo", "fth-corner-up-left", "", operation::undo);
        undo.getStyleClass().add("destructive");
        HBox head =
                Parts.row(
                        "page-head",
                        Labels.label(texts.get("page.apply"), "type-page"),
                        chip,
                        Labels.space(),
                        stop,
                        undo);
        HBox.setHgrow(bar, Priority.ALWAYS);
        count.setMinWidth(USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(head, Parts.row("progress-line", bar, count), trouble, scroll, answers());
        build();
        Subscription[] live = {Subscription.EMPTY};
        sceneProperty()
                .subscribe(scene -> {
                    live[0].unsubscribe();
                    live[0] =
                            scene == null
                                    ? Subscription.EMPTY
                                    : operation.changesProperty().subscribe(change -> refresh());
                });
        refresh();
    }

    private Node answers() {
        GridPane grid = new GridPane();
        for (int i = 0; i < 3; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / 3);
            grid.getColumnConstraints().add(third);
        }
        grid.addRow(
                0,
                answer("apply.done", done),
                answer("apply.open", open),
                answer("apply.undoable", undoable));
        grid.getStyleClass().addAll("answers", "line-above");
        grid.setMinHeight(USE_PREF_SIZE);
        return grid;
    }

    private Node answer(String key, Label text) {
        return Parts.column(
                "answer", Labels.label(texts.get(key), "type-small", "w600", "muted"), text);
    }

    private void build() {
        Set<String> nodes = new LinkedHashSet<>();
        operation.rows().forEach(row -> nodes.addAll(row.deed().nodes()));
        HBox head =
                Parts.row(
                        "table-head",
                        Labels.label("#", "number-column"),
                        grown(Labels.label(texts.get("apply.step"), "w600")));
        nodes.forEach(node -> head.getChildren().add(Labels.label(node, "w600", "node-column")));
        head.getChildren().add(Labels.label(texts.get("apply.time"), "w600", "time-column"));
        rows.getChildren().setAll(head);
        bar.getChildren().clear();
        int number = 1;
        for (Operation.Row row : operation.rows()) {
            Region piece = new Region();
            piece.getStyleClass().add("piece");
            HBox.setHgrow(piece, Priority.ALWAYS);
            bar.getChildren().add(piece);
            RowView view = new RowView(number++, row, nodes, piece);
            views.add(view);
            rows.getChildren().add(view);
        }
    }

    private static Label grown(Label label) {
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinWidth(0);
        return label;
    }

    private void refresh() {
        Operation.State state = operation.state();
        chip.setText(
                texts.get(
                        operation.isDry() && state == Operation.State.DONE
                                ? "apply.state.DRY"
                                : operation.isStopping()
                                        ? "apply.state.STOPPING"
                                        : "apply.state." + state));
        chip.setTone(
                switch (state) {
                    case IDLE, STOPPED -> Chip.Tone.NEUTRAL;
                    case RUNNING, UNDOING -> Chip.Tone.ACCENT;
                    case FAILED -> Chip.Tone.BAD;
                    case UNKNOWN -> Chip.Tone.WARNING;
                    case DONE -> operation.isDry() ? Chip.Tone.PLAN : Chip.Tone.GOOD;
                    case UNDONE -> Chip.Tone.NEUTRAL;
                });
        views.forEach(RowView::refresh);
        long finished = operation.done();
        int all = operation.rows().size();
        count.setText(texts.get("apply.count", finished, all));
        stop.setDisable(state != Operation.State.RUNNING || operation.isStopping());
        long back = operation.isDry() ? 0 : operation.undoable();
        undo.setText(texts.get("apply.undo", back));
        undo.setDisable(back == 0 || operation.isBusy());
        done.setText(operation.isDry() ? texts.get("apply.dry") : sentences(Progress.DONE));
        open.setText(
                sentences(Progress.WAITS, Progress.RUNNING, Progress.FAILED, Progress.UNKNOWN));
        undoable.setText(texts.get("apply.undoable.count", back));
        trouble();
    }

    private String sentences(Progress... wanted) {
        Set<Progress> those = Set.of(wanted);
        List<String> found =
                operation.rows().stream()
                        .filter(row -> those.contains(row.progress()))
                        .map(row -> row.deed().sentence().get())
                        .toList();
        if (found.isEmpty()) {
            return texts.get("apply.nothing");
        }
        return found.size() > 2
                ? texts.get("apply.more", found.getFirst(), found.size() - 1)
                : String.join(" · ", found);
    }

    private void trouble() {
        ApiError error = operation.error();
        trouble.getChildren().clear();
        trouble.setVisible(error != null || operation.state() == Operation.State.STOPPED);
        trouble.setManaged(trouble.isVisible());
        switch (operation.state()) {
            case STOPPED ->
                    trouble.getChildren()
                            .add(
                                    banner(
                                            "info",
                                            texts.get("apply.stopped"),
                                            resume("apply.resume")));
            case FAILED -> {
                if (error != null) {
                    trouble.getChildren().add(banner("bad", said(error), resume("apply.again")));
                }
            }
            case UNKNOWN -> {
                if (error != null) {
                    boolean look =
                            operation.rows().stream()
                                    .anyMatch(row ->
                                            row.progress() == Progress.UNKNOWN
                                                    && row.deed().readBack() != null);
                    Button button =
                            look
                                    ? Parts.button(
                                            "apply-read-back",
                                            "fth-refresh-cw",
                                            texts.get("apply.read-back"),
                                            operation::readBack)
                                    : resume("apply.again");
                    trouble.getChildren()
                            .add(
                                    banner(
                                            "warning",
                                            words().together(
                                                            texts.get("apply.unknown"),
                                                            said(error)),
                                            button));
                }
            }
            case IDLE, RUNNING, DONE, UNDOING, UNDONE -> {
                // nothing is wrong
            }
        }
    }

    private String said(ApiError error) {
        return words().together(PreflightPage.why(texts, error), words().advice(error));
    }

    private RefusalWords words() {
        return RefusalWords.in(texts.language());
    }

    private Button resume(String key) {
        return Parts.button("apply-resume", "fth-play", texts.get(key), operation::resume);
    }

    private static Node banner(String tone, String sentence, Button button) {
        Label label = Labels.prose(sentence);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        return Parts.row("banner " + tone, label, button);
    }

    private final class RowView extends HBox {
        private final Operation.Row row;
        private final Region piece;
        private final List<StackPane> cells = new ArrayList<>();
        private final Label time = Labels.label("", "mono", "muted", "time-column");
        private @Nullable Progress shown;

        RowView(int number, Operation.Row row, Set<String> nodes, Region piece) {
            this.row = row;
            this.piece = piece;
            setId("deed-" + row.deed().id());
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("deed");
            getChildren()
                    .addAll(
                            Labels.label(
                                    Integer.toString(number), "mono", "subtle", "number-column"),
                            ReviewPage.icon(row.deed().kind()),
                            grown(Labels.label(row.deed().sentence().get())));
            for (String node : nodes) {
                StackPane cell = new StackPane();
                cell.getStyleClass().add("node-column");
                cells.add(cell);
                if (!row.deed().nodes().contains(node)) {
                    cell.getChildren().add(Labels.label("·", "subtle"));
                }
                cell.setUserData(node);
            }
            getChildren().addAll(cells);
            getChildren().add(time);
        }

        void refresh() {
            long millis = row.millis();
            time.setText(millis < 0 ? "" : texts.figures().duration(Duration.ofMillis(millis)));
            if (row.progress() == shown) {
                return;
            }
            shown = row.progress();
            String word = texts.get("progress." + row.progress());
            setAccessibleText(row.deed().sentence().get() + ", " + word);
            getStyleClass().remove("running");
            piece.getStyleClass().removeAll("done", "running", "failed", "unknown", "dry");
            piece.getStyleClass().add(row.progress().name().toLowerCase(Locale.ROOT));
            if (row.progress() == Progress.RUNNING) {
                getStyleClass().add("running");
            }
            for (StackPane cell : cells) {
                if (row.deed().nodes().contains((String) cell.getUserData())) {
                    CheckGlyph glyph = new CheckGlyph(result(row.progress()), 15);
                    glyph.setAccessibleText(word);
                    cell.getChildren().setAll(glyph);
                }
            }
        }
    }

    private static CheckGlyph.Result result(Progress progress) {
        return switch (progress) {
            case WAITS -> CheckGlyph.Result.WAITS;
            case RUNNING -> CheckGlyph.Result.RUNNING;
            case DONE -> CheckGlyph.Result.PASS;
            case DRY -> CheckGlyph.Result.NOTE;
            case FAILED -> CheckGlyph.Result.ERROR;
            case UNKNOWN -> CheckGlyph.Result.WARNING;
            case UNDONE -> CheckGlyph.Result.SKIPPED;
        };
    }
}
