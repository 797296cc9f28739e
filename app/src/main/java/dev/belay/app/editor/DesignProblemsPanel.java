package dev.belay.app.editor;

import dev.belay.app.ui.ProblemList;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.check.Problem;
import dev.belay.model.status.Severity;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;

/// What is wrong with the design, worst first, and what mends it: one or all of it.
public final class DesignProblemsPanel extends StackPane implements ProblemList.Words<Problem> {

    private final EditorModel model;
    private final DesignProblems problems;
    private final Texts texts;
    private final Button mendAll = new Button();

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
        this.texts = ui.texts(DesignProblemsPanel.class);
        mendAll.setId("design-problems-mend-all");
        mendAll.getStyleClass().add("small");
        mendAll.setOnAction(event -> model.mendAll(problems.problems()));
        ProblemList<Problem> list =
                new ProblemList<>("design", ui, problems.problems(), open, this, go, mendAll);
        getChildren().add(list);
        problems.problems().addListener((ListChangeListener<Problem>) change -> count());
        problems.checkingProperty().subscribe(checking -> list.refresh());
        ui.languageProperty().subscribe(language -> count());
    }

    private void count() {
        long mendable = problems.problems().stream().filter(one -> one.fix().isPresent()).count();
        mendAll.setText(texts.get("problems.mend-all", mendable));
        mendAll.setVisible(mendable > 1);
        mendAll.setManaged(mendable > 1);
    }

    @Override
    public Severity severity(Problem problem) {
        return problem.severity();
    }

    @Override
    public ProblemList.Said said(Problem problem) {
        Locale locale = texts.language().locale();
        return new ProblemList.Said(
                problem.code().code(),
                problem.sentence(locale),
                problem.advice(locale),
                problem.fix()
                        .map(fix ->
                                new ProblemList.Mend(fix.label(locale), () -> model.mend(fix))));
    }

    @Override
    public String none() {
        return texts.get(problems.checkingProperty().get() ? "problems.checking" : "problems.none");
    }
}
