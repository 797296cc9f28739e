package dev.belay.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFolderTest {

    @TempDir Path folder;

    @Test
    void files_that_come_and_go_are_no_fault() throws Exception {
        Files.writeString(folder.resolve("stays"), "s");
        AtomicBoolean over = new AtomicBoolean();
        try (var other = Executors.newSingleThreadExecutor()) {
            var busy =
                    other.submit(() -> {
                        while (!over.get()) {
                            Path dir = Files.createDirectories(folder.resolve("sub"));
                            Files.writeString(dir.resolve("tmp"), "t");
                            Files.move(dir.resolve("tmp"), dir.resolve("file"));
                            Files.delete(dir.resolve("file"));
                            Files.delete(dir);
                        }
                        return null;
                    });
            try {
                for (int round = 0; round < 3_000; round++) {
                    for (Path file : LiveFolder.files(folder)) {
                        LiveFolder.bytes(file);
                    }
                }
            } finally {
                over.set(true);
            }
            busy.get();
        } catch (NoSuchFileException e) {
            throw new AssertionError("a file that went away was taken for a fault", e);
        }
        assertThat(LiveFolder.files(folder)).containsExactly(folder.resolve("stays"));
        assertThat(LiveFolder.bytes(folder.resolve("stays"))).hasValue("s");
        assertThat(LiveFolder.bytes(folder.resolve("gone"))).isEmpty();
    }
}
