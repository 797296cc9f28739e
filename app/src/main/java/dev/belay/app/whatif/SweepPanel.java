package dev.belay.app.whatif;

import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.GraphicCell;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Ui;
import dev.belay.model.whatif.Mending;
import dev.belay.model.whatif.Sweep.Weak;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a search for weak points is at, and what it found, the worst first. Takes no room while
/// there is no hypothesis, or nobody searched.
public final class SweepPanel extends VBox {

    private static final double ROW = 34;
    private static final int MOST_ROWS = 4;
    private static final double MOST_FIX = 420;

    private final WhatIfModel model;
    private final WhatIfWords words;
    private final Ui ui;
    private final Label told = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button stop = new Button();
    private final Button forget = new Button();
    private final ListView<Weak> rows = new ListView<>();
    private final Consumer<Mending> mend;

    /// @param mend makes a change of the design
    public SweepPanel(WhatIfModel model, WhatIfWords words, Consumer<Mending> mend, Ui ui) {
        this.mend = mend;
        this.model = model;
        this.words = words;
        this.ui = ui;
        var texts = words.texts();
        setId("whatif-sweep-panel");
        getStyleClass().addAll("problems-panel", "sweep-panel");
        visibleProperty()
                .bind(
                        model.activeProperty()
                                .flatMap(active ->
                                        model.sweepProperty()
                                                .map(state ->
                                                        active
                                                                && !(state
                                                                        instanceof
                                                                        SweepState.None)))
                                .orElse(false));
        managedProperty().bind(visibleProperty());
        var title = new Label();
        title.getStyleClass().add("w600");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(texts.text("sweep.title"));
        told.setId("whatif-sweep-told");
        told.getStyleClass().addAll("type-small", "muted");
        told.setMinWidth(0);
        progress.setId("whatif-sweep-progress");
        progress.setPrefWidth(160);
        progress.accessibleTextProperty().bind(told.textProperty());
        stop.setId("whatif-sweep-stop");
        stop.getStyleClass().add("small");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.textProperty().bind(texts.text("sweep.stop"));
        stop.setOnAction(event -> model.stopSweep());
        forget.setId("whatif-sweep-close");
        forget.getStyleClass().addAll("flat", "icon-only");
        forget.setGraphic(new Icon("fth-x", 15));
        forget.accessibleTextProperty().bind(texts.text("sweep.close"));
        forget.setOnAction(event -> model.forgetSweep());
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var header = new HBox(title, told, spring, progress, stop, forget);
        header.getStyleClass().add("problems-header");
        header.setAlignment(Pos.CENTER_LEFT);
        rows.setId("whatif-weak-points");
        rows.accessibleTextProperty().bind(texts.text("sweep.title"));
        rows.setCellFactory(list -> new Row());
        rows.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && event.isAltDown()) {
                mending(rows.getSelectionModel().getSelectedItem()).ifPresent(mend);
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                show(rows.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        getChildren().addAll(header, rows);
        model.sweepProperty().subscribe(state -> refresh());
        ui.percentProperty().subscribe(percent -> refresh());
        ui.languageProperty()
                .subscribe(language -> {
                    refresh();
                    rows.refresh();
                });
    }

    private Optional<Mending> mending(@Nullable Weak weak) {
        return weak != null && model.sweepProperty().get() instanceof SweepState.Done done
                ? Optional.ofNullable(done.mendings().get(weak))
                : Optional.empty();
    }

    private void show(Weak weak) {
        if (weak != null) {
            model.show(weak.faults());
        }
    }

    private void refresh() {
        var texts = words.texts();
        var state = model.sweepProperty().get();
        boolean runs = state instanceof SweepState.Running;
        List.of(progress, stop).forEach(part -> shown(part, runs));
        shown(forget, !runs);
        switch (state) {
            case SweepState.None none -> rows.getItems().clear();
            case SweepState.Running(int done, int total) -> {
                rows.getItems().clear();
                progress.setProgress(total == 0 ? -1 : (double) done / total);
                told.setText(
                        total == 0
                                ? texts.get("sweep.begins")
                                : texts.get("sweep.runs", done, total));
            }
            case SweepState.Done done -> {
                rows.getItems().setAll(done.weak());
                long alone = done.weakAlone();
                told.setText(
                        texts.get(
                                "sweep.done",
                                done.predictions(),
                                alone,
                                done.singles(),
                                done.weak().size() - alone));
            }
        }
        double row = Math.rint(ui.px(ROW));
        double height = row * Math.min(MOST_ROWS, rows.getItems().size());
        rows.setFixedCellSize(row);
        rows.setMinHeight(height);
        rows.setPrefHeight(height);
        rows.setMaxHeight(height);
        shown(rows, height > 0);
    }

    private static void shown(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    private final class Row extends GraphicCell<Weak> {
        private final Label faults = new Label();
        private final Label consequence = new Label();
        private final Button fix = new Button();
        private final HBox row = new HBox();

        Row() {
            fix.getStyleClass().addAll("small", "weak-fix");
            fix.setMinWidth(USE_PREF_SIZE);
            fix.setMaxWidth(MOST_FIX);
            fix.setMnemonicParsing(false);
            fix.setFocusTraversable(false);
            row.getStyleClass().add("problem-row");
            row.setAlignment(Pos.CENTER_LEFT);
            faults.getStyleClass().addAll("w500", "weak-faults");
            faults.setMinWidth(USE_PREF_SIZE);
            consequence.getStyleClass().add("type-small");
            consequence.setMinWidth(0);
            var spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            row.getChildren().addAll(new Region(), faults, consequence, spring, fix, new Region());
            setOnMouseClicked(event -> show(getItem()));
        }

        @Override
        protected Node drawn(Weak weak) {
            var texts = words.texts();
            var result = weak.isSingle() ? CheckGlyph.Result.ERROR : CheckGlyph.Result.WARNING;
            row.getChildren().set(0, new CheckGlyph(result, 14));
            faults.setText(words.faults(weak.faults()));
            consequence.setText(words.consequence(weak));
            var kind = texts.get(weak.isSingle() ? "sweep.single" : "sweep.double");
            row.getChildren()
                    .set(5, new Chip(kind, weak.isSingle() ? Chip.Tone.BAD : Chip.Tone.WARNING));
            var mending = mending(weak);
            var verb = mending.map(words::mending).orElse("");
            fix.setText(verb);
            fix.setId("weak-fix-" + getIndex());
            fix.setOnAction(event -> mending.ifPresent(mend));
            shown(fix, mending.isPresent());
            var sentence =
                    texts.get("sweep.sentence", kind, faults.getText(), consequence.getText());
            setAccessibleText(
                    verb.isEmpty() ? sentence : texts.get("sweep.sentence.mend", sentence, verb));
            return row;
        }
    }
}
