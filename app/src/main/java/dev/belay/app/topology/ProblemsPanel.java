package dev.belay.app.topology;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Chip.Tone;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is wrong, worst first; a click or Enter selects the thing. It folds to its header.
final class ProblemsPanel extends VBox {

    private static final double ROW = 34;
    private static final int MOST_ROWS = 4;

    private final TopologyModel model;
    private final Ui ui;
    private final Texts texts;
    private final NodeWords words;
    private final HBox counts = new HBox();
    private final Label told = new Label();
    private final Icon foldIcon = new Icon("fth-chevron-down", 15);
    private final Tooltip foldTip = new Tooltip();
    private final Button fold = new Button();
    private final ListView<StatusProblem> rows = new ListView<>();

    ProblemsPanel(TopologyModel model, Ui ui, NodeWords words) {
        this.model = model;
        this.ui = ui;
        this.words = words;
        this.texts = words.texts();
        setId("topology-problems");
        getStyleClass().add("problems-panel");
        getChildren().addAll(header(), rows);
        rows.setId("topology-problem-rows");
        rows.setItems(model.problems());
        rows.setCellFactory(list -> new Row());
        rows.accessibleTextProperty().bind(texts.text("problems"));
        rows.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go(rows.getSelectionModel().getSelectedItem());
            }
        });
        model.problems().addListener((ListChangeListener<StatusProblem>) change -> refresh());
        model.pictureProperty().subscribe(picture -> refresh());
        model.problemsOpenProperty().subscribe(open -> refresh());
        ui.languageProperty()
                .subscribe(language -> {
                    refresh();
                    rows.refresh();
                });
        ui.percentProperty().subscribe(percent -> refresh());
    }

    private HBox header() {
        var title = new Label();
        title.getStyleClass().add("w600");
        title.textProperty().bind(texts.text("problems"));
        counts.setAlignment(Pos.CENTER_LEFT);
        counts.getStyleClass().add("counts");
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        told.getStyleClass().addAll("type-small", "muted");
        fold.setId("topology-problems-fold");
        fold.getStyleClass().addAll("flat", "icon-only");
        fold.setGraphic(foldIcon);
        fold.setTooltip(foldTip);
        fold.setOnAction(
                event -> model.problemsOpenProperty().set(!model.problemsOpenProperty().get()));
        var header = new HBox(title, counts, spring, told, fold);
        header.getStyleClass().add("problems-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void refresh() {
        var picture = model.pictureProperty().get();
        counts.getChildren().clear();
        count(Severity.ERROR, Tone.BAD);
        count(Severity.WARNING, Tone.WARNING);
        count(Severity.INFO, Tone.NEUTRAL);
        if (model.problems().isEmpty()) {
            var none =
                    new Label(
                            texts.get(
                                    picture.isFresh()
                                            ? "problems.none"
                                            : picture.nodes().isEmpty()
                                                    ? "problems.no-cluster"
                                                    : "problems.unheard"));
            none.getStyleClass().addAll("type-small", "muted");
            counts.getChildren().add(none);
        }
        told.setText(
                picture.authority() == null
                        ? ""
                        : texts.get("problems.checked", nameOf(picture, picture.authority())));
        boolean open = model.problemsOpenProperty().get() && !model.problems().isEmpty();
        rows.setVisible(open);
        rows.setManaged(open);
        double row = Math.rint(ui.px(ROW));
        double height = row * Math.min(MOST_ROWS, model.problems().size());
        rows.setFixedCellSize(row);
        rows.setMinHeight(height);
        rows.setPrefHeight(height);
        rows.setMaxHeight(height);
        fold.setDisable(model.problems().isEmpty());
        var verb = texts.get(open ? "problems.collapse" : "problems.expand");
        foldTip.setText(verb);
        fold.setAccessibleText(verb);
        foldIcon.setLiteral(open ? "fth-chevron-down" : "fth-chevron-up");
    }

    private void count(Severity severity, Tone tone) {
        long count =
                model.problems().stream().filter(problem -> problem.severity() == severity).count();
        if (count > 0) {
            var text =
                    severity == Severity.INFO
                            ? texts.get("problems.notes", count)
                            : Long.toString(count);
            var chip = new Chip(text, tone);
            chip.setAccessibleText(severityWord(severity) + " " + count);
            counts.getChildren().add(chip);
        }
    }

    private String severityWord(Severity severity) {
        return texts.get(
                switch (severity) {
                    case INFO -> "severity.info";
                    case WARNING -> "severity.warning";
                    case ERROR -> "severity.error";
                });
    }

    private static String nameOf(Picture picture, String id) {
        return Inspection.nameOf(picture, id);
    }

    private void go(StatusProblem problem) {
        if (problem != null) {
            model.jumpTo(problem.node());
        }
    }

    private final class Row extends ListCell<StatusProblem> {
        private final Label sentence = new Label();
        private final Label code = new Label();
        private final HBox row = new HBox();

        Row() {
            row.getStyleClass().add("problem-row");
            row.setAlignment(Pos.CENTER_LEFT);
            sentence.getStyleClass().add("type-small");
            sentence.setMinWidth(60);
            code.getStyleClass().addAll("mono", "subtle");
            code.setMinWidth(USE_PREF_SIZE);
            var spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            row.getChildren().addAll(new Region(), sentence, spring, code);
            setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
            setPrefWidth(0);
            setOnMouseClicked(event -> go(getItem()));
        }

        @Override
        protected void updateItem(StatusProblem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                setTooltip(null);
                setId(null);
                return;
            }
            setId("problem-" + problem.code());
            row.getChildren().set(0, CheckGlyph.of(problem.severity(), 14));
            var text = words.problem(problem);
            sentence.setText(text);
            code.setText(problem.code());
            var advice = words.advice(problem);
            setTooltip(advice.isEmpty() ? null : new Tooltip(advice));
            setAccessibleText(
                    texts.get("problems.sentence", severityWord(problem.severity()), text));
            setGraphic(row);
        }
    }
}
