package dev.belay.app.topology;

import dev.belay.app.ui.Labels;
import dev.belay.app.ui.ProblemList;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// What the agents say is wrong, and who said it last.
final class ProblemsPanel extends StackPane implements ProblemList.Words<StatusProblem> {

    private final TopologyModel model;
    private final NodeWords words;
    private final Label told = Labels.label("", "type-small", "muted");
    private final ProblemList<StatusProblem> list;

    ProblemsPanel(TopologyModel model, Ui ui, NodeWords words) {
        this.model = model;
        this.words = words;
        list =
                new ProblemList<>(
                        "topology",
                        ui,
                        model.problems(),
                        model.problemsOpenProperty(),
                        this,
                        problem -> model.jumpTo(problem.node()),
                        told);
        getChildren().add(list);
        model.pictureProperty().subscribe(picture -> refresh());
        ui.languageProperty().subscribe(language -> refresh());
    }

    private void refresh() {
        Picture picture = model.pictureProperty().get();
        String authority = picture.authority();
        told.setText(
                authority == null
                        ? ""
                        : words.texts()
                                .get("problems.checked", Inspection.nameOf(picture, authority)));
        list.refresh();
    }

    @Override
    public Severity severity(StatusProblem problem) {
        return problem.severity();
    }

    @Override
    public ProblemList.Said said(StatusProblem problem) {
        return new ProblemList.Said(
                problem.code(), words.problem(problem), words.advice(problem), Optional.empty());
    }

    @Override
    public String none() {
        Picture picture = model.pictureProperty().get();
        return words.texts()
                .get(
                        picture.isFresh()
                                ? "problems.none"
                                : picture.nodes().isEmpty()
                                        ? "problems.no-cluster"
                                        : "problems.unheard");
    }
}
