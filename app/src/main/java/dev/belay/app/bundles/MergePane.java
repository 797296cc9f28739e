package dev.belay.app.bundles;

import dev.belay.app.bundles.MergeModel.Result;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.WhyNot;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.status.Severity;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Merges the bundle into the drawing: what both began with above, what does not go together at the
/// left, what comes out at the right.
final class MergePane extends StackPane {
    private static final int FRESH_SHOWN = 20;

    private final Texts texts;
    private final BundleWords words;
    private final BundlesModel model;
    private final MergeModel merge;
    private final Runnable asDrawing;
    private final Label baseName = Labels.label("", "mono");
    private final Label mineName = Labels.label("", "mono");
    private final Label theirsName = Labels.label("", "mono");
    private final Button chooseBase = new Button();
    private final Label trouble = Labels.prose("", "bad-text");
    private final ClashPane clashes;
    private final ChangeList changes;
    private final VBox fresh = new VBox();
    private final ScrollPane freshScroll = new ScrollPane(fresh);
    private final Label note = Labels.prose("");
    private final Button take = new Button();
    private final StringProperty takeWhy = new SimpleStringProperty("");
    private final StackPane middle = new StackPane();
    private final BorderPane body = new BorderPane(middle);
    private final HBox halves;

    /// @param asDrawing shows the bundle as a new drawing
    /// @param taken called when the drawing has what came out
    MergePane(Texts texts, BundlesModel model, Runnable asDrawing, Runnable taken) {
        this.texts = texts;
        this.words = new BundleWords(texts);
        this.model = model;
        this.merge = model.merge();
        this.asDrawing = asDrawing;
        this.clashes = new ClashPane(texts, merge);
        this.changes = new ChangeList("merge-changes", texts);
        take.setId("merge-take");
        take.getStyleClass().add("primary");
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setOnAction(event -> {
            merge.take();
            taken.run();
        });
        fresh.getStyleClass().add("bundle-lines");
        freshScroll.setFitToWidth(true);
        freshScroll.getStyleClass().add("merge-fresh");
        freshScroll.managedProperty().bind(freshScroll.visibleProperty());
        HBox.setHgrow(note, Priority.ALWAYS);
        note.setMaxWidth(Double.MAX_VALUE);
        HBox foot = new HBox(note, new WhyNot(take, takeWhy));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("bundle-foot");
        VBox.setVgrow(changes, Priority.ALWAYS);
        VBox right = new VBox(changes, freshScroll, foot);
        right.getStyleClass().add("merge-right");
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        halves = new HBox(clashes, right);
        body.setTop(new VBox(sides(), trouble));
        trouble.getStyleClass().add("merge-trouble");
        trouble.managedProperty().bind(trouble.visibleProperty());
    }

    private HBox sides() {
        chooseBase.setId("merge-base");
        chooseBase.setMinWidth(Region.USE_PREF_SIZE);
        chooseBase.textProperty().bind(texts.text("merge.base.choose"));
        chooseBase.setOnAction(event -> merge.chooseBase());
        HBox sides =
                new HBox(
                        side("merge.base", baseName),
                        chooseBase,
                        side("merge.mine", mineName),
                        side("merge.theirs", theirsName));
        sides.setAlignment(Pos.CENTER_LEFT);
        sides.getStyleClass().add("merge-sides");
        return sides;
    }

    private VBox side(String key, Label name) {
        Label title = new Label();
        title.textProperty().bind(texts.text(key));
        title.getStyleClass().addAll("type-small", "muted");
        title.setMinWidth(Region.USE_PREF_SIZE);
        name.setMinWidth(0);
        VBox side = new VBox(title, name);
        side.getStyleClass().add("merge-side");
        return side;
    }

    void show() {
        if (!model.isDrawn()) {
            getChildren().setAll(ComparePane.undrawn(texts, asDrawing));
            return;
        }
        baseName.setText(
                merge.base().map(Source::name).orElseGet(() -> texts.get("merge.base.none")));
        mineName.setText(model.drawn().map(one -> one.cluster().name()).orElse(""));
        theirsName.setText(model.opened().map(Source::name).orElse(""));
        trouble.setVisible(merge.trouble().isPresent());
        merge.trouble()
                .ifPresent(one -> trouble.setText(texts.get("merge.refused", words.first(one))));
        Optional<Result> result = merge.result();
        if (merge.base().isEmpty()) {
            middle.getChildren()
                    .setAll(
                            EmptyState.empty(
                                    "fth-git-merge",
                                    texts.text("merge.empty"),
                                    texts.text("merge.empty.why")));
        } else if (result.isEmpty()) {
            middle.getChildren()
                    .setAll(
                            EmptyState.busy(
                                    texts.text("merge.busy"), texts.text("compare.busy.why")));
        } else {
            showLatest(result.get());
        }
        if (!getChildren().contains(body)) {
            getChildren().setAll(body);
        }
    }

    /// Lets what is shown stand while it is worked out anew, so that the keyboard stays where it
    /// is; it cannot be taken then.
    private void showLatest(Result result) {
        if (merge.isCurrent() || !middle.getChildren().contains(halves)) {
            show(result);
        }
        if (!merge.isCurrent()) {
            take.setDisable(true);
            takeWhy.set(texts.get("merge.busy"));
            note.setText(texts.get("merge.busy"));
        }
    }

    private void show(Result result) {
        List<Design> known =
                BundleWords.some(
                        List.of(
                                model.drawn(),
                                model.opened().map(Source::design),
                                merge.base().map(Source::design)));
        clashes.show(result.clashes(), known);
        changes.show(texts.get("merge.changes"), result.changes(), known);
        showFresh(result.fresh());
        boolean isSame = result.design().equals(model.drawn());
        take.setDisable(result.design().isEmpty() || isSame);
        take.setText(texts.get("merge.take"));
        String waits = waits(result.clashes());
        takeWhy.set(isSame ? texts.get("merge.same") : waits);
        note.setText(note(result, waits, isSame));
        if (!middle.getChildren().contains(halves)) {
            middle.getChildren().setAll(halves);
        }
    }

    /// What is to be done before anything comes out.
    private String waits(List<MergeModel.Clash> clashes) {
        long stuck = clashes.stream().filter(MergeModel.Clash::isStuck).count();
        long open = clashes.stream().filter(MergeModel.Clash::isOpen).count() - stuck;
        return open > 0 || stuck == 0
                ? texts.get("merge.open", open)
                : texts.get("merge.stuck", stuck);
    }

    private String note(Result result, String waits, boolean isSame) {
        if (merge.isTaken()) {
            return texts.get("merge.taken");
        }
        if (result.design().isEmpty()) {
            return waits;
        }
        if (isSame) {
            return texts.get("merge.same");
        }
        return result.fresh().isEmpty()
                ? texts.get("merge.ready")
                : texts.get("merge.fresh.note", result.fresh().size());
    }

    private void showFresh(List<Problem> problems) {
        freshScroll.setVisible(!problems.isEmpty());
        fresh.getChildren().clear();
        if (problems.isEmpty()) {
            return;
        }
        fresh.getChildren()
                .add(Labels.prose(texts.get("merge.fresh", problems.size()), "w600", "bad-text"));
        problems.stream()
                .limit(FRESH_SHOWN)
                .forEach(problem -> {
                    BundleWords.Said said = words.said(problem);
                    Label sentence = Labels.prose(said.sentence() + " " + said.advice());
                    HBox line = new HBox(CheckGlyph.of(Severity.ERROR, 14), sentence);
                    line.getStyleClass().add("bundle-line");
                    fresh.getChildren().add(line);
                });
    }
}
