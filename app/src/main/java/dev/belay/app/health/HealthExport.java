package dev.belay.app.health;

import dev.belay.app.ui.Texts;
import dev.belay.model.status.Measure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/// Saves what the graphs show; the file is written off the FX thread.
final class HealthExport {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final double PICTURE_SCALE = 2;

    private final Texts texts;
    private final HealthModel model;
    private final SaveFile files;
    private final Consumer<Notice> done;

    HealthExport(Texts texts, HealthModel model, SaveFile files, Consumer<Notice> done) {
        this.texts = texts;
        this.model = model;
        this.files = files;
        this.done = done;
    }

    void csv(Node near) {
        ask(near, "csv")
                .ifPresent(path -> {
                    List<CsvExport.Series> all = frozenSeries();
                    TimeWindow window = model.window();
                    write(
                            path,
                            () -> {
                                try (Writer out =
                                        Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
                                    int points = CsvExport.write(out, all, window);
                                    return texts.get("export.done.csv", points, path.toString());
                                }
                            });
                });
    }

    void png(Node graphs, Color ground) {
        ask(graphs, "png")
                .ifPresent(path -> {
                    SnapshotParameters how = new SnapshotParameters();
                    how.setFill(ground);
                    how.setTransform(Transform.scale(PICTURE_SCALE, PICTURE_SCALE));
                    WritableImage picture = graphs.snapshot(how, null);
                    write(
                            path,
                            () -> {
                                BufferedImage image = SwingFXUtils.fromFXImage(picture, null);
                                if (!ImageIO.write(image, "png", path.toFile())) {
                                    throw new IOException("no writer for PNG");
                                }
                                return texts.get("export.done.png", path.toString());
                            });
                });
    }

    /// Live points change while a file is being written, so copies go into it.
    private List<CsvExport.Series> frozenSeries() {
        List<CsvExport.Series> all = new ArrayList<>();
        for (NodeSeries one : model.series()) {
            if (one.isShown()) {
                for (Measure measure : model.measures()) {
                    Points points = one.frozenPoints(measure, model.rangeProperty().get().tier());
                    all.add(new CsvExport.Series(one.name(), measure.id(), measure.unit(), points));
                }
            }
        }
        return all;
    }

    private Optional<Path> ask(Node near, String extension) {
        Scene scene = near.getScene();
        String stamp =
                STAMP.format(
                        Instant.ofEpochMilli(model.window().to()).atZone(ZoneId.systemDefault()));
        String name = "belay-health-" + stamp + "." + extension;
        return files.choose(
                scene == null ? null : scene.getWindow(),
                name,
                texts.get("export.kind." + extension));
    }

    private void write(Path path, Callable<String> work) {
        Thread.ofVirtual()
                .name("health-export")
                .start(() -> {
                    Notice notice = run(path, work);
                    Platform.runLater(() -> done.accept(notice));
                });
    }

    // Whatever goes wrong while writing is for the user to read, and leaves the graphs as they are.
    private Notice run(Path path, Callable<String> work) {
        try {
            return new Notice(work.call(), false);
        } catch (Exception e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Notice(texts.get("export.failed", path.toString(), why), true);
        }
    }
}
