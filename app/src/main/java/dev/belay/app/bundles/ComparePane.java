package dev.belay.app.bundles;

import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// How the bundle differs from the drawing.
final class ComparePane extends StackPane {
    private final Texts texts;
    private final BundlesModel model;
    private final Runnable asDrawing;
    private final ChangeList changes;
    private final Label note = Labels.prose("");
    private final Button take = new Button();
    private final HBox foot;
    private final VBox body;

    /// @param asDrawing shows the bundle as a new drawing
    /// @param taken called when the drawing has taken the bundle over
    ComparePane(Texts texts, BundlesModel model, Runnable asDrawing, Runnable taken) {
        this.texts = texts;
        this.model = model;
        this.asDrawing = asDrawing;
        this.changes = new ChangeList("bundle-changes", texts);
        take.setId("bundle-take-all");
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.textProperty().bind(texts.text("compare.take"));
        take.setOnAction(event -> {
            model.takeAll();
            taken.run();
        });
        HBox.setHgrow(note, Priority.ALWAYS);
        note.setMaxWidth(Double.MAX_VALUE);
        foot = new HBox(new Icon("fth-info", 16), note, take);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("bundle-foot");
        VBox.setVgrow(changes, Priority.ALWAYS);
        body = new VBox(changes, foot);
    }

    void show() {
        Optional<List<Change>> found = model.differences();
        if (!model.isDrawn()) {
            getChildren().setAll(undrawn(texts, asDrawing));
        } else if (found.isEmpty()) {
            getChildren()
                    .setAll(
                            EmptyState.busy(
                                    texts.text("compare.busy"), texts.text("compare.busy.why")));
        } else if (found.get().isEmpty()) {
            getChildren()
                    .setAll(
                            EmptyState.empty(
                                    "fth-check",
                                    texts.text("compare.same"),
                                    texts.text("compare.same.why")));
        } else {
            List<Design> known =
                    BundleWords.some(List.of(model.opened().map(Source::design), model.drawn()));
            changes.show(texts.get("compare.title"), found.get(), known);
            boolean isAfter = model.isAfterDrawing();
            note.setText(texts.get(isAfter ? "compare.after" : "compare.not-after"));
            take.setVisible(isAfter);
            take.setManaged(isAfter);
            if (!getChildren().contains(body)) {
                getChildren().setAll(body);
            }
        }
    }

    /// What stands there without a drawing.
    static EmptyState undrawn(Texts texts, Runnable asDrawing) {
        return EmptyState.empty("fth-edit-2", texts.text("undrawn"), texts.text("undrawn.why"))
                .withAction("bundle-undrawn-open", texts.text("as-drawing"), asDrawing);
    }
}
