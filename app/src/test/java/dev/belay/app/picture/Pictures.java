package dev.belay.app.picture;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.topology.SampleCluster;
import dev.belay.app.topology.TopologyScreen;
import dev.belay.app.ui.Ui;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Drawings to take pictures of, and a folder to look at them.
final class Pictures {

    static final Path FOLDER = Path.of("target", "pictures");
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    private Pictures() {}

    /// On the FX thread.
    static Sheet sheet(Ui ui, @Nullable SampleCluster cluster, @Nullable String example)
            throws IOException {
        return new Sheet(ui, subject(ui, cluster, example), NOW);
    }

    static Subject subject(Ui ui, @Nullable SampleCluster cluster, @Nullable String example)
            throws IOException {
        LiveCluster live = cluster == null ? null : cluster.fixture().cluster();
        var editor = new EditorModel();
        if (example != null) {
            editor.begun(read(example));
        }
        var screen =
                new TopologyScreen(
                        new SimpleObjectProperty<@Nullable LiveCluster>(live),
                        editor,
                        ui,
                        Runnable::run,
                        () -> {});
        return screen.subject().orElseThrow();
    }

    static Design read(String example) throws IOException {
        var file = Path.of("..", "examples", example);
        if (DesignFormat.read(Files.readString(file)) instanceof Reading.Read(Design read, int _)) {
            return read;
        }
        throw new IllegalStateException("not a design: " + file);
    }

    static void keep(String name, byte[] bytes) throws IOException {
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name), bytes);
    }

    static void keep(String name, WritableImage image) throws IOException {
        Files.createDirectories(FOLDER);
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", FOLDER.resolve(name).toFile());
    }
}
