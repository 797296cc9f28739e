package dev.belay.app.shell;

import dev.belay.api.Json;
import dev.belay.api.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The file that the preferences are kept in: read once at start, replaced as a whole by a rename.
///
/// Writing happens on a thread of its own, the newest value wins.
final class PreferencesFile implements AutoCloseable {
    private final Path file;
    private final Consumer<IOException> failed;
    private final AtomicReference<@Nullable Preferences> next = new AtomicReference<>();
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("preferences").factory());

    /// What was read.
    ///
    /// @param preferences the defaults when the file was missing or unreadable
    /// @param complaint why it was not readable, in one sentence; null when all is well
    record Loaded(Preferences preferences, @Nullable String complaint) {}

    /// The preferences in a file.
    ///
    /// @param failed told when writing did not work, on the writing thread
    PreferencesFile(Path file, Consumer<IOException> failed) {
        this.file = file;
        this.failed = failed;
    }

    /// `$XDG_CONFIG_HOME/belay/studio.json`, else below `~/.config`.
    static Path usual() {
        String base = System.getenv("XDG_CONFIG_HOME");
        Path folder =
                base == null || base.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(base);
        return folder.resolve("belay").resolve("studio.json");
    }

    Path path() {
        return file;
    }

    /// Reads it; blocks for one small file. A file that cannot be read is kept beside as `.bad`.
    Loaded load() {
        try {
            // The mapper takes longer to get ready than all the rest of reading.
            Preferences read =
                    Objects.requireNonNull(
                            RecordReader.read(Files.readString(file), Preferences.class));
            if (read.version() > Preferences.VERSION) {
                return setAside(
                        "it is of version "
                                + read.version()
                                + ", this program knows up to "
                                + Preferences.VERSION);
            }
            return new Loaded(read, null);
        } catch (NoSuchFileException e) {
            return new Loaded(Preferences.DEFAULTS, null);
        } catch (JacksonException | IOException | NullPointerException e) {
            String message = String.valueOf(e.getMessage());
            return setAside(message.lines().findFirst().orElse(e.getClass().getSimpleName()));
        }
    }

    /// Writes it soon; does not block. Once closed it writes nothing more: a window that goes after
    /// the program has stopped has nothing new to say.
    void save(Preferences preferences) {
        if (writer.isShutdown()) {
            return;
        }
        if (next.getAndSet(preferences) == null) {
            writer.execute(this::write);
        }
    }

    /// Waits up to two seconds until what was handed in is written.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        Preferences preferences = next.getAndSet(null);
        if (preferences == null) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(
                    draft,
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(preferences));
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    private Loaded setAside(String why) {
        Path aside = file.resolveSibling(file.getFileName() + ".bad");
        String kept;
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            kept = "; the old file is kept as " + aside;
        } catch (IOException e) {
            kept = "";
        }
        return new Loaded(Preferences.DEFAULTS, file + ": " + why + kept);
    }
}
