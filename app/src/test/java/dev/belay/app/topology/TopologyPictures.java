package dev.belay.app.topology;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.app.whatif.WhatIfModel;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Draws the topology in its situations into PNG files, to be looked at: `TopologyPictures FOLDER`,
/// or with one more word the example designs only.
final class TopologyPictures {

    private static final double WIDTH = 1364;
    private static final double HEIGHT = 824;

    private final Path folder;

    private TopologyPictures(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        var done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                var pictures = new TopologyPictures(folder);
                if (args.length > 1) {
                    pictures.drawDesigns();
                } else {
                    pictures.drawAll();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private void drawDesigns() throws Exception {
        var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        try (var examples = Files.list(Path.of("examples"))) {
            for (var file : examples.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".belay")) {
                    drawDesign(ui, "design-" + name.replace(".belay", ""), file);
                }
            }
        }
    }

    private void drawAll() throws Exception {
        for (var look : new Look[] {Look.LIGHT, Look.DARK}) {
            var ui = new Ui(Language.ENGLISH, look, 100);
            var name = look.code();
            draw(ui, "healthy-" + name, SampleCluster.healthy().live(), "gw-1", 0);
            draw(ui, "dead-" + name, SampleCluster.oneDead().live(), "gw-1", 0);
            draw(ui, "one-way-" + name, SampleCluster.oneWayCut().live(), "gw-3", 0);
            draw(ui, "disagreeing-" + name, SampleCluster.disagreeing().live(), "", 0);
            draw(ui, "forty-" + name, SampleCluster.many(40, 4).live(), "node-012", 0);
            if (look == Look.LIGHT)
                draw(ui, "three-hundred-" + name, SampleCluster.many(300, 6).live(), "", 0);
        }
        var ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        draw(ui, "forty-mid", SampleCluster.many(40, 4).live(), "node-012", 0.6);
        draw(ui, "forty-near", SampleCluster.many(40, 4).live(), "node-012", 1);
        draw(ui, "long-names", SampleCluster.longNames().live(), "gw-3", 0);
        drawDesigns();
        draw(ui, "none", null, "", 0);
        var asking = LiveClusterFixture.of("edge", () -> 0);
        asking.tunnel("gw-1", TunnelState.CONNECTING, "");
        asking.tunnel("gw-2", TunnelState.BROKEN, "gw-2 refused the connection");
        draw(ui, "asking", asking.cluster(), "", 0);
        asking.tunnel("gw-1", TunnelState.REFUSED, "The host key of gw-1 changed");
        draw(ui, "unreachable", asking.cluster(), "", 0);
        var japanese = new Ui(Language.JAPANESE, Look.LIGHT, 125);
        draw(japanese, "ja-125", SampleCluster.healthy().live(), "gw-1", 0);
        draw(japanese, "ja-one-way", SampleCluster.oneWayCut().live(), "gw-3", 0);
        draw(japanese, "ja-long", SampleCluster.longNames().live(), "", 0);
        var large = new Ui(Language.ENGLISH, Look.LIGHT, 150);
        draw(large, "150", SampleCluster.disagreeing().live(), "gw-2", 0);
    }

    private void draw(Ui ui, String name, @Nullable LiveCluster live, String selected, double zoom)
            throws Exception {
        draw(ui, name, live, null, selected, zoom);
    }

    private void drawDesign(Ui ui, String name, Path file) throws Exception {
        var reading = DesignFormat.read(Files.readString(file));
        if (!(reading instanceof Reading.Read(Design design, int _))) {
            throw new IllegalStateException(file + ": " + reading);
        }
        draw(ui, name, SampleCluster.healthy().live(), design, "gw-1", 0);
    }

    private void draw(
            Ui ui,
            String name,
            @Nullable LiveCluster live,
            @Nullable Design opened,
            String selected,
            double zoom)
            throws Exception {
        var editor = new EditorModel();
        if (opened != null) {
            editor.begun(opened);
        }
        var cluster = new SimpleObjectProperty<@Nullable LiveCluster>(live);
        var model = new TopologyModel(cluster, editor, Runnable::run, Runnable::run);
        ui.reduceMotionProperty().set(true);
        var view =
                new TopologyView(
                        model,
                        new WhatIfModel(editor.designProperty(), Runnable::run, Runnable::run),
                        ui,
                        () -> {});
        var scene = new Scene(view, WIDTH, HEIGHT);
        ui.dress(scene);
        for (int i = 0; i < 3; i++) {
            view.applyCss();
            view.layout();
        }
        model.select(selected);
        if (zoom > 0) {
            model.zoomAt(zoom, 0, 0);
            model.jumpTo(selected);
        }
        view.applyCss();
        view.layout();
        var image = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }
}
