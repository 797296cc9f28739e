package dev.belay.app.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Reads a configuration off the UI thread.
final class ConfReader {
    /// No squid.conf that people write comes near it, nor does the one of the distribution.
    private static final int BYTES_MAX = 1 << 20;

    /// @param text is told on the UI thread
    /// @param why not; likewise
    void read(Path path, Consumer<String> text, Consumer<String> why) {
        Thread.ofVirtual()
                .name("read-conf")
                .start(() -> {
                    try (InputStream in = Files.newInputStream(path)) {
                        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
                        if (bytes.length > BYTES_MAX) {
                            throw new IOException("> 1 MiB");
                        }
                        String read = new String(bytes, StandardCharsets.UTF_8);
                        Platform.runLater(() -> text.accept(read));
                    } catch (IOException e) {
                        Platform.runLater(() -> why.accept(String.valueOf(e.getMessage())));
                    }
                });
    }
}
