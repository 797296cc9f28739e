package dev.belay.app.bundles;

import dev.belay.app.bundles.BundlesModel.Against;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.StyleWords;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How the bundle differs from the drawing, or from the design in force.
final class ComparePane extends BorderPane {
    private final Texts texts;
    private final BundlesModel model;
    private final Runnable asDrawing;
    private final ChangeList changes;
    private final Label note = Labels.prose("");
    private final Button take = new Button();
    private final HBox foot;
    private final VBox body;
    private final ObjectProperty<Against> against =
            new SimpleObjectProperty<>(this, "against", Against.DRAWING);
    private boolean isShowing;

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
        setTop(choice());
    }

    private HBox choice() {
        Segmented<Against> choice = new Segmented<>("bundle-against", against);
        for (Against one : Against.values()) {
            choice.add(one, "bundle-against-" + StyleWords.of(one), texts.text("against." + one));
        }
        against.subscribe((before, now) -> {
            if (!isShowing) {
                model.compareWith(now);
            }
        });
        Label with = new Label();
        with.textProperty().bind(texts.text("against"));
        with.getStyleClass().add("muted");
        with.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(with, choice);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("bundle-against");
        return row;
    }

    void show() {
        isShowing = true;
        against.set(model.against());
        isShowing = false;
        setCenter(drawn());
    }

    private Node drawn() {
        Against other = model.against();
        Optional<List<Change>> found = model.differences();
        if (model.counterpart().isEmpty()) {
            return switch (other) {
                case DRAWING -> undrawn(texts, asDrawing);
                case IN_FORCE ->
                        EmptyState.empty(
                                "fth-link",
                                texts.text("compare.not-live"),
                                texts.text("compare.not-live.why"));
            };
        }
        if (found.isEmpty()) {
            return EmptyState.busy(texts.text("compare.busy"), texts.text("compare.busy.why"));
        }
        if (found.get().isEmpty()) {
            return EmptyState.empty(
                    "fth-check",
                    texts.text("compare.same." + other),
                    texts.text("compare.same.why." + other));
        }
        List<Design> known =
                BundleWords.some(List.of(model.opened().map(Source::design), model.counterpart()));
        changes.show(texts.get("compare.title." + other), found.get(), known);
        boolean isAfter = other == Against.DRAWING && model.isAfterDrawing();
        note.setText(
                texts.get(
                        other == Against.IN_FORCE
                                ? "compare.live"
                                : isAfter ? "compare.after" : "compare.not-after"));
        take.setVisible(isAfter);
        take.setManaged(isAfter);
        return body;
    }

    /// What stands there without a drawing.
    static EmptyState undrawn(Texts texts, Runnable asDrawing) {
        return EmptyState.empty("fth-edit-2", texts.text("undrawn"), texts.text("undrawn.why"))
                .withAction("bundle-undrawn-open", texts.text("as-drawing"), asDrawing);
    }
}
