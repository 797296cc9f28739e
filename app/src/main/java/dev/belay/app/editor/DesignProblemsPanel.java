package dev.belay.app.editor;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Chip.Tone;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.check.Problem;
import dev.belay.model.status.Severity;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is wrong with the design, worst first; a click or Enter selects the thing, and a button
/// mends what can be mended. It folds to its header.
public final class DesignProblemsPanel extends VBox {

    private static final double ROW = 34;
    private static final int MOST_ROWS = 4;

    private final EditorModel model;
    private final DesignProblems problems;
    private final BooleanProperty open;
    private final Ui ui;
    private final Texts texts;
    private final Consumer<Problem> go;
    private final HBox counts = new HBox();
    private final Icon foldIcon = new Icon("fth-chevron-down", 15);
    private final Tooltip foldTip = new Tooltip();
    private final Button fold = new Button();
    private final Button mendAll = new Button();
    private final ListView<Problem> rows = new ListView<>();

    /// @param open whether the rows are shown
    /// @param go shows where a problem is
    public DesignProblemsPanel(
            EditorModel model,
            DesignProblems problems,
            BooleanProperty open,
            Ui ui,
            Consumer<Problem> go) {
        this.model = model;
        this.problems = problems;
        this.open = open;
        this.ui = ui;
        this.texts = ui.texts(DesignProblemsPanel.class);
        this.go = go;
        setId("design-problems");
        getStyleClass().add("problems-panel");
        getStylesheets()
                .add(
                        Objects.requireNonNull(DesignProblemsPanel.class.getResource("editor.css"))
                                .toExternalForm());
        rows.setId("design-problem-rows");
        rows.setItems(problems.problems());
        rows.setCellFactory(list -> new Row());
        rows.accessibleTextProperty().bind(texts.text("problems"));
        rows.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        getChildren().addAll(header(), rows);
        problems.problems().addListener((ListChangeListener<Problem>) change -> refresh());
        problems.checkingProperty().subscribe(checking -> refresh());
        open.subscribe(shown -> refresh());
        ui.languageProperty()
                .subscribe(language -> {
                    refresh();
                    rows.refresh();
                });
        ui.percentProperty().subscribe(percent -> refresh());
    }

    private void key(KeyEvent event) {
        Problem problem = rows.getSelectionModel().getSelectedItem();
        if (problem == null) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            problem.fix().ifPresent(model::mend);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            go.accept(problem);
            event.consume();
        }
    }

    private HBox header() {
        Label title = new Label();
        title.getStyleClass().add("w600");
        title.textProperty().bind(texts.text("problems"));
        counts.setAlignment(Pos.CENTER_LEFT);
        counts.getStyleClass().add("counts");
        mendAll.setId("design-problems-mend-all");
        mendAll.getStyleClass().add("small");
        mendAll.setOnAction(event -> model.mendAll(problems.problems()));
        fold.setId("design-problems-fold");
        fold.getStyleClass().addAll("flat", "icon-only");
        fold.setGraphic(foldIcon);
        fold.setTooltip(foldTip);
        fold.setOnAction(event -> open.set(!open.get()));
        HBox header = new HBox(title, counts, Labels.space(), mendAll, fold);
        header.getStyleClass().add("problems-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private void refresh() {
        counts.getChildren().clear();
        count(Severity.ERROR, Tone.BAD);
        count(Severity.WARNING, Tone.WARNING);
        count(Severity.INFO, Tone.NEUTRAL);
        boolean isEmpty = problems.problems().isEmpty();
        if (isEmpty) {
            String key = problems.checkingProperty().get() ? "problems.checking" : "problems.none";
            counts.getChildren().add(Labels.label(texts.get(key), "type-small", "muted"));
        }
        long mendable = problems.problems().stream().filter(one -> one.fix().isPresent()).count();
        mendAll.setText(texts.get("problems.mend-all", mendable));
        mendAll.setVisible(mendable > 1);
        mendAll.setManaged(mendable > 1);
        boolean isOpen = open.get() && !isEmpty;
        rows.setVisible(isOpen);
        rows.setManaged(isOpen);
        double row = Math.rint(ui.px(ROW));
        double height = row * Math.min(MOST_ROWS, problems.problems().size());
        rows.setFixedCellSize(row);
        rows.setMinHeight(height);
        rows.setPrefHeight(height);
        rows.setMaxHeight(height);
        fold.setDisable(isEmpty);
        String verb = texts.get(isOpen ? "problems.collapse" : "problems.expand");
        foldTip.setText(verb);
        fold.setAccessibleText(verb);
        foldIcon.setLiteral(isOpen ? "fth-chevron-down" : "fth-chevron-up");
    }

    private void count(Severity severity, Tone tone) {
        long count = problems.problems().stream().filter(one -> one.severity() == severity).count();
        if (count > 0) {
            String text =
                    severity == Severity.INFO
                            ? texts.get("problems.notes", count)
                            : Long.toString(count);
            Chip chip = new Chip(text, tone);
            chip.setAccessibleText(severityWord(severity) + " " + count);
            counts.getChildren().add(chip);
        }
    }

    private String severityWord(Severity severity) {
        return texts.get("severity." + severity.name().toLowerCase(Locale.ROOT));
    }

    private final class Row extends ListCell<Problem> {
        private final Label sentence = new Label();
        private final Label code = new Label();
        private final Button mend = new Button();
        private final HBox row = new HBox();

        Row() {
            row.getStyleClass().add("problem-row");
            row.setAlignment(Pos.CENTER_LEFT);
            sentence.getStyleClass().add("type-small");
            sentence.setMinWidth(60);
            code.getStyleClass().addAll("mono", "subtle");
            code.setMinWidth(USE_PREF_SIZE);
            mend.getStyleClass().add("small");
            mend.setMinWidth(USE_PREF_SIZE);
            mend.setMnemonicParsing(false);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            row.getChildren().addAll(new Region(), sentence, space, code, mend);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                Problem problem = getItem();
                if (problem != null) {
                    go.accept(problem);
                }
            });
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                setTooltip(null);
                setId(null);
                return;
            }
            Locale locale = texts.language().locale();
            setId("problem-" + problem.code().code());
            row.getChildren().set(0, CheckGlyph.of(problem.severity(), 14));
            sentence.setText(problem.sentence(locale));
            code.setText(problem.code().code());
            boolean isMendable = problem.fix().isPresent();
            mend.setVisible(isMendable);
            mend.setManaged(isMendable);
            problem.fix()
                    .ifPresent(fix -> {
                        mend.setText(fix.label(locale));
                        mend.setId("mend-" + problem.code().code());
                        mend.setOnAction(event -> model.mend(fix));
                    });
            setTooltip(new Tooltip(problem.sentence(locale) + "\n" + problem.advice(locale)));
            setAccessibleText(
                    texts.get(
                            "problems.sentence",
                            severityWord(problem.severity()),
                            problem.sentence(locale),
                            problem.advice(locale)));
            setGraphic(row);
        }
    }
}
