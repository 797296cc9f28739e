package dev.belay.agent.join;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Small files of the state folder: each is there whole and durable, or not at all, and for the
/// owner alone.
public final class StateFile {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StateFile() {}

    /// Replaces a file; durable when it returns.
    public static void write(Path file, Object content) throws IOException {
        replace(file, content, true);
        durable(folder(file));
    }

    /// Replaces a file that need not outlive a loss of power; whole for whoever reads it.
    public static void writeQuickly(Path file, Object content) throws IOException {
        replace(file, content, false);
    }

    private static void replace(Path file, Object content, boolean isDurable) throws IOException {
        Path folder = folder(file);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var left = ByteBuffer.wrap(MAPPER.writeValueAsBytes(content));
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (isDurable) {
                out.force(true);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What is in a file; empty when there is none.
    ///
    /// @throws IOException when the file is damaged; the message says what to do
    public static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            @Nullable T content = MAPPER.readValue(Files.readAllBytes(file), type);
            return Optional.ofNullable(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException(
                    file
                            + " should be what the agent wrote, found something else: put it back"
                            + " from a backup, or reset the node",
                    e);
        }
    }

    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            durable(folder(file));
        }
    }

    /// Removes a folder with all that is in it; a symbolic link is removed, not followed.
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                            throws IOException {
                        Files.deleteIfExists(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
        durable(folder(root));
    }

    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void durable(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("a file in a folder is wanted, found '" + file + "'");
        }
        return parent;
    }
}
