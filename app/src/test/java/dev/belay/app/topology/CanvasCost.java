package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.model.check.DesignChecks;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Picture;
import dev.belay.model.value.ThingId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the editor's canvas costs with software drawing; a measure, not part of the tests. Frames
/// are counted by pulses that have drawn something else than the one before.
class CanvasCost {

    private static final int WARM = 120;
    private static final int FRAMES = 120;

    /// Each of so many frames; the first ones still compile what they run.
    private static final int RUNS = 5;

    private static final int TRIALS = 9;

    /// Somebody who draws edits more than a few times.
    private static final int EDITS = 61;

    private final List<String> missed = new ArrayList<>();

    @Test
    void large_designs_move_smoothly() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        measure(300, 400, 55, 16);
        measure(2_000, 2_600, 30, 100);
        assertThat(missed).isEmpty();
    }

    private void measure(int nodes, int links, double wantedFrames, double wantedCheckMillis)
            throws Exception {
        Design design = LargeDesign.of(nodes, links);
        byte[] text = DesignFormat.write(design).getBytes(StandardCharsets.UTF_8);
        double[] reading =
                timed(() -> {
                    if (!(DesignFormat.read(text) instanceof Reading.Read)) {
                        throw new IllegalStateException("not read back");
                    }
                });
        long begun = System.nanoTime();
        DesignChecks.check(design);
        double first = (System.nanoTime() - begun) / 1e6;
        double[] checking = timed(EDITS, () -> DesignChecks.check(design));
        TopologyModel[] model = new TopologyModel[1];
        EditorModel editor = new EditorModel();
        Stage[] stage = new Stage[1];
        onFx(() -> stage[0] = open(editor, model));
        double[] opening =
                timedOnFx(() -> {
                    editor.begun(design);
                    stage[0].getScene().getRoot().applyCss();
                    stage[0].getScene().getRoot().layout();
                });
        double[] editing =
                timedOnFx(() ->
                        editor.edit(
                                EditName.of("move", "x"),
                                before ->
                                        before.with(
                                                before.find(new ThingId("node-7"))
                                                        .orElseThrow()
                                                        .withNotes("" + System.nanoTime()))));
        double[] layout =
                timed(() ->
                        ElkLayout.arrange(
                                DesignDrawing.of(design, Picture.EMPTY, false, "").outline(),
                                BackgroundLayout.ASPECT,
                                () -> false));
        onFx(() -> model[0].zoomAt(0.6, 0, 0));
        double[] panned =
                frames(step -> model[0].pan(step % 80 < 40 ? -9 : 9, step % 40 < 20 ? -5 : 5));
        onFx(() -> model[0].pan(700, 0));
        double[] onward = frames(step -> model[0].pan(-9, 0));
        double[] zoomed =
                frames(step ->
                        model[0].zoomAt(0.3 + 0.5 * Math.abs((step % 60) - 30) / 30.0, 500, 350));
        onFx(() -> model[0].fit());
        double[] whole = frames(step -> model[0].pan(step % 40 < 20 ? -3 : 3, 0));
        onFx(() -> {
            model[0].zoomToActualSize();
            model[0].jumpTo("node-7");
        });
        Spot from = model[0].placedLayout().box("node-7").center();
        onFx(() -> model[0].edit().press(new CanvasEdit.Hit.Card("node-7"), from, false));
        double[] dragged =
                frames(step ->
                        model[0].edit()
                                .drag(new Spot(from.x() + step % 50, from.y() + step % 30), false));
        onFx(() -> model[0].edit().cancel());
        report(
                "%,d nodes, %,d edges, frames/s: pan %s, onward %s, zoom %s, pan of all %s, drag %s"
                        .formatted(
                                nodes,
                                links,
                                perSecond(panned),
                                perSecond(onward),
                                perSecond(zoomed),
                                perSecond(whole),
                                perSecond(dragged)));
        report("  read %s, open %s, layout %s".formatted(of(reading), of(opening), of(layout)));
        report(
                "  one edit shown %s, its checks %s, the very first time %.1f ms"
                        .formatted(of(editing), of(checking), first));
        onFx(() -> stage[0].close());
        want(median(panned) >= wantedFrames, "pan of %d nodes".formatted(nodes));
        want(median(onward) >= wantedFrames, "pan onward of %d nodes".formatted(nodes));
        want(median(zoomed) >= wantedFrames, "zoom of %d nodes".formatted(nodes));
        want(median(checking) <= wantedCheckMillis, "checks of %d nodes".formatted(nodes));
        want(median(opening) + median(reading) <= 1_000, "opening %d nodes".formatted(nodes));
        want(nodes > 300 || median(layout) <= 1_000, "layout of %d nodes".formatted(nodes));
    }

    private void want(boolean isSo, String what) {
        if (!isSo) {
            missed.add(what);
        }
    }

    private static Stage open(EditorModel editor, TopologyModel[] made) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        ui.reduceMotionProperty().set(true);
        TopologyModel model =
                new TopologyModel(
                        new SimpleObjectProperty<@Nullable LiveCluster>(),
                        editor,
                        step -> {},
                        Runnable::run);
        made[0] = model;
        TopologyView view = new TopologyView(model, whatIf(model), ui, () -> {});
        Scene scene = new Scene(view, 1440, 900);
        ui.dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    /// Each step in a pulse of its own; as many a second as the toolkit has drawn, run by run.
    private static double[] frames(IntConsumer step) throws Exception {
        run(WARM, step);
        double[] perSecond = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            run(FRAMES, step);
            perSecond[run] = FRAMES / ((System.nanoTime() - begin) / 1e9);
        }
        return perSecond;
    }

    /// In the middle, the first run, and the slowest and the fastest one.
    private static String perSecond(double[] runs) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        return "%.0f (first %.0f, %.0f-%.0f)"
                .formatted(median(runs), runs[0], sorted[0], sorted[sorted.length - 1]);
    }

    private static void run(int count, IntConsumer step) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        Runnable[] pulse = new Runnable[1];
        Platform.runLater(() -> {
            Scene scene = Stage.getWindows().getFirst().getScene();
            pulse[0] =
                    () -> {
                        if (steps.getAndIncrement() >= count) {
                            scene.removePostLayoutPulseListener(pulse[0]);
                            done.countDown();
                            return;
                        }
                        // After the layout of this pulse: what is changed here is drawn in the next
                        // one.
                        Platform.runLater(() -> {
                            step.accept(steps.get());
                            Platform.requestNextPulse();
                        });
                    };
            scene.addPostLayoutPulseListener(pulse[0]);
            Platform.requestNextPulse();
        });
        if (!done.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no pulses");
        }
    }

    private static double[] timed(Runnable what) {
        return timed(TRIALS, what);
    }

    private static double[] timed(int trials, Runnable what) {
        double[] millis = new double[trials];
        for (int trial = -2; trial < trials; trial++) {
            long begin = System.nanoTime();
            what.run();
            if (trial >= 0) {
                millis[trial] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return millis;
    }

    private static double[] timedOnFx(Runnable what) throws Exception {
        double[][] millis = new double[1][];
        onFx(() -> millis[0] = timed(what));
        return millis[0];
    }

    private static double median(double[] measured) {
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return "%.1f ms (%.1f-%.1f)"
                .formatted(median(millis), sorted[0], sorted[sorted.length - 1]);
    }

    private static void onFx(Runnable step) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Throwable[] thrown = new Throwable[1];
        Platform.runLater(() -> {
            try {
                step.run();
            } catch (Throwable e) {
                thrown[0] = e;
            }
            done.countDown();
        });
        if (!done.await(2, TimeUnit.MINUTES) || thrown[0] != null) {
            throw new IllegalStateException(thrown[0]);
        }
    }

    private static void report(String line) throws Exception {
        Files.writeString(
                Path.of("target", "canvas-cost.txt"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static WhatIfModel whatIf(TopologyModel of) {
        return new WhatIfModel(of.editor().designProperty(), Runnable::run, Runnable::run);
    }
}
