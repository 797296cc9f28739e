package dev.belay.app.shell;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Writes files that are there as a whole or not at all.
final class WholeFile {

    private WholeFile() {}

    /// Replaces what was there; blocks.
    ///
    /// @throws IOException when it could not be written, and what was there is unchanged
    static void write(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            dropped(draft, e);
            throw e;
        }
    }

    private static void dropped(Path draft, IOException because) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /// What went wrong, in the system’s words and without the file’s name, which is known.
    static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "Permission denied";
            case NoSuchFileException missing -> "No such file or directory";
            case FileSystemException other when other.getReason() != null ->
                    Objects.requireNonNull(other.getReason());
            default -> e.toString();
        };
    }
}
