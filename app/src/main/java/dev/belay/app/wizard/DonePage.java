package dev.belay.app.wizard;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What was verified at the end, and the runbook to keep.
final class DonePage extends VBox {
    private final WizardModel model;
    private final Saver saver;
    private final VBox facts = Parts.column("card facts");

    DonePage(Ui ui, Texts texts, WizardModel model, Saver saver, @Nullable Node own) {
        this.model = model;
        this.saver = saver;
        setId("done");
        getStyleClass().add("form-page");
        boolean undone = model.operation().state() == Operation.State.UNDONE;
        boolean whole = model.script().facts(model.isDryRun()).stream().allMatch(Script.Fact::good);
        String key =
                model.isDryRun()
                        ? "done.dry"
                        : undone ? "done.undone" : whole ? "done.done" : "done.partly";
        CheckGlyph.Result result =
                model.isDryRun() || undone
                        ? CheckGlyph.Result.NOTE
                        : whole ? CheckGlyph.Result.PASS : CheckGlyph.Result.WARNING;
        VBox said =
                Parts.column(
                        "said",
                        Labels.prose(texts.get(key), "type-page"),
                        Labels.prose(texts.get(key + ".why"), "muted"));
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox head = Parts.row("done-head", new CheckGlyph(result, 26), said);
        if (model.mayUndo()) {
            head.getChildren().add(undo(texts));
        }
        getChildren().add(head);
        if (own != null) {
            getChildren().add(own);
        }
        getChildren()
                .addAll(
                        facts,
                        Labels.label(texts.get("runbook"), "type-section"),
                        Labels.prose(texts.get("runbook.why"), "type-small", "muted"),
                        Parts.row(
                                "buttons-left",
                                Parts.button(
                                        "runbook-markdown",
                                        "fth-download",
                                        texts.get("runbook.markdown"),
                                        () -> save("md")),
                                Parts.button(
                                        "runbook-html",
                                        "fth-download",
                                        texts.get("runbook.html"),
                                        () -> save("html"))),
                        runbook());
        ui.beatProperty()
                .when(sceneProperty().map(scene -> true).orElse(false))
                .subscribe(beat -> facts());
        facts();
    }

    private Button undo(Texts texts) {
        Button undo =
                Parts.button(
                        "done-undo",
                        "fth-corner-up-left",
                        texts.get("apply.undo", model.operation().undoable()),
                        model::undo);
        undo.getStyleClass().add("destructive");
        undo.setMinWidth(USE_PREF_SIZE);
        return undo;
    }

    private Node runbook() {
        ScrollPane scroll =
                new ScrollPane(Labels.prose(model.runbook().markdown(), "mono", "runbook"));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("code", "runbook-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private void facts() {
        List<Script.Fact> now = model.script().facts(model.isDryRun());
        facts.getChildren().clear();
        for (Script.Fact fact : now) {
            CheckGlyph.Result result =
                    fact.good() ? CheckGlyph.Result.PASS : CheckGlyph.Result.WARNING;
            facts.getChildren()
                    .add(
                            Parts.row(
                                    "fact",
                                    new CheckGlyph(
                                            model.isDryRun() ? CheckGlyph.Result.SKIPPED : result,
                                            15),
                                    Labels.label(fact.name(), "w500", "fact-name"),
                                    Labels.prose(fact.value(), "muted")));
        }
        facts.setVisible(!now.isEmpty());
        facts.setManaged(!now.isEmpty());
    }

    private void save(String ending) {
        Runbook runbook = model.runbook();
        String name = "belay-" + model.script().id() + "-runbook." + ending;
        saver.save(name, ending.equals("md") ? runbook.markdown() : runbook.html());
    }
}
