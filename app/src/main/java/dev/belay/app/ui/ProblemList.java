package dev.belay.app.ui;

import dev.belay.app.ui.Chip.Tone;
import dev.belay.model.status.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What is wrong, in the order of the list; a click or Enter goes there, and a button mends what
/// can be mended. It folds to its header, which counts by severity.
///
/// @param <T> a problem
public final class ProblemList<T> extends VBox {
    private static final double ROW = 34;
    private static final int MOST_ROWS = 4;

    /// What a row says of a problem.
    ///
    /// @param code stable name of the rule
    /// @param advice what to do; may be empty
    /// @param mend what mends it; empty when only a person can know
    public record Said(String code, String sentence, String advice, Optional<Mend> mend) {}

    /// A change that mends a problem.
    ///
    /// @param verb of the button
    public record Mend(String verb, Runnable run) {}

    /// How the problems of a kind are shown.
    public interface Words<T> {

        Severity severity(T problem);

        /// In the language of now.
        Said said(T problem);

        /// What stands there when there is none.
        String none();
    }

    private final String id;
    private final Ui ui;
    private final Texts texts;
    private final ObservableList<T> problems;
    private final BooleanProperty open;
    private final Words<T> words;
    private final Consumer<T> go;
    private final HBox counts = new HBox();
    private final Icon foldIcon = new Icon("fth-chevron-down", 15);
    private final Tooltip foldTip = new Tooltip();
    private final Button fold = new Button();
    private final ListView<T> rows = new ListView<>();

    /// A panel over a list.
    ///
    /// @param id of the panel begins with it, and those of its parts
    /// @param open whether the rows are shown
    /// @param go shows where a problem is
    /// @param beside stands in the header, before the button that folds
    public ProblemList(
            String id,
            Ui ui,
            ObservableList<T> problems,
            BooleanProperty open,
            Words<T> words,
            Consumer<T> go,
            Node beside) {
        this.id = id;
        this.ui = ui;
        this.texts = ui.texts(ProblemList.class);
        this.problems = problems;
        this.open = open;
        this.words = words;
        this.go = go;
        setId(id + "-problems");
        getStyleClass().add("problems-panel");
        rows.setId(id + "-problem-rows");
        rows.setItems(problems);
        rows.setCellFactory(list -> new Row());
        rows.accessibleTextProperty().bind(texts.text("problems"));
        rows.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        getChildren().addAll(header(beside), rows);
        problems.addListener((ListChangeListener<T>) change -> refresh());
        open.subscribe(shown -> refresh());
        ui.languageProperty()
                .subscribe(language -> {
                    refresh();
                    rows.refresh();
                });
        ui.percentProperty().subscribe(percent -> refresh());
    }

    private void key(KeyEvent event) {
        T problem = rows.getSelectionModel().getSelectedItem();
        if (problem == null || event.getCode() != KeyCode.ENTER) {
            return;
        }
        if (event.isShortcutDown()) {
            words.said(problem).mend().ifPresent(mend -> mend.run().run());
        } else {
            go.accept(problem);
        }
        event.consume();
    }

    private HBox header(Node beside) {
        Label title = new Label();
        title.getStyleClass().add("w600");
        title.textProperty().bind(texts.text("problems"));
        counts.setAlignment(Pos.CENTER_LEFT);
        counts.getStyleClass().add("counts");
        fold.setId(id + "-problems-fold");
        fold.getStyleClass().addAll("flat", "icon-only");
        fold.setGraphic(foldIcon);
        fold.setTooltip(foldTip);
        fold.setOnAction(event -> open.set(!open.get()));
        HBox header = new HBox(title, counts, Labels.space(), beside, fold);
        header.getStyleClass().add("problems-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    /// Says anew what is told of the list as a whole.
    public void refresh() {
        counts.getChildren().clear();
        count(Severity.ERROR, Tone.BAD);
        count(Severity.WARNING, Tone.WARNING);
        count(Severity.INFO, Tone.NEUTRAL);
        boolean isEmpty = problems.isEmpty();
        if (isEmpty) {
            counts.getChildren().add(Labels.label(words.none(), "type-small", "muted"));
        }
        boolean isOpen = open.get() && !isEmpty;
        rows.setVisible(isOpen);
        rows.setManaged(isOpen);
        double row = Math.rint(ui.px(ROW));
        double height = row * Math.min(MOST_ROWS, problems.size());
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
        long count = problems.stream().filter(one -> words.severity(one) == severity).count();
        if (count > 0) {
            String text =
                    severity == Severity.INFO
                            ? texts.get("problems.notes", count)
                            : Long.toString(count);
            Chip chip = new Chip(text, tone);
            chip.setAccessibleText(word(severity) + " " + count);
            counts.getChildren().add(chip);
        }
    }

    private String word(Severity severity) {
        return texts.get("severity." + severity.name().toLowerCase(Locale.ROOT));
    }

    private final class Row extends GraphicCell<T> {
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
            row.getChildren().addAll(new VBox(), sentence, Labels.space(), code, mend);
            setOnMouseClicked(event -> {
                T problem = getItem();
                if (problem != null) {
                    go.accept(problem);
                }
            });
        }

        @Override
        protected Node drawn(T problem) {
            Said said = words.said(problem);
            setId("problem-" + said.code());
            row.getChildren().set(0, CheckGlyph.of(words.severity(problem), 14));
            sentence.setText(said.sentence());
            code.setText(said.code());
            mend.setVisible(said.mend().isPresent());
            mend.setManaged(said.mend().isPresent());
            said.mend()
                    .ifPresent(fix -> {
                        mend.setText(fix.verb());
                        mend.setId("mend-" + said.code());
                        mend.setOnAction(event -> fix.run().run());
                    });
            String whole = (said.sentence() + "\n" + said.advice()).strip();
            setTooltip(new Tooltip(whole));
            setAccessibleText(
                    texts.get(
                            "problems.sentence",
                            word(words.severity(problem)),
                            whole.replace('\n', ' ')));
            return row;
        }
    }
}
