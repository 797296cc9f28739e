package dev.belay.app.shell;

import dev.belay.app.bundles.BundlePorts;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.reach.UserFolder;
import dev.belay.reach.bundle.SignersFile;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Bundles, keys and the list of signers as this user has them.
final class BundleChoosers {

    private BundleChoosers() {}

    /// Asks with the system's file dialog.
    static BundlePorts of(Ui ui, Window window) {
        Texts texts = ui.texts(BundleChoosers.class);
        Path home = Path.of(System.getProperty("user.home"));
        return new BundlePorts(
                () -> chosen(both(texts).showOpenDialog(window)),
                name -> {
                    FileChooser chooser = new FileChooser();
                    chooser.getExtensionFilters()
                            .add(
                                    new FileChooser.ExtensionFilter(
                                            texts.get("file.bundles"), "*.zip"));
                    chooser.setInitialFileName(name);
                    return chosen(chooser.showSaveDialog(window));
                },
                () -> {
                    FileChooser chooser = new FileChooser();
                    File keys = home.resolve(".ssh").toFile();
                    if (keys.isDirectory()) {
                        chooser.setInitialDirectory(keys);
                    }
                    return chosen(chooser.showOpenDialog(window));
                },
                new SignersFile(UserFolder.path().resolve("allowed_signers")),
                home.resolve(".ssh").resolve("id_ed25519"),
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(one -> !one.isEmpty())
                        .map(Path::of),
                Instant::now,
                ZoneId.systemDefault(),
                step -> Thread.ofVirtual().name("bundle").start(step),
                Platform::runLater);
    }

    private static FileChooser both(Texts texts) {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("file.designs-and-bundles"), "*.zip", "*.belay"));
        return chooser;
    }

    private static Optional<Path> chosen(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
