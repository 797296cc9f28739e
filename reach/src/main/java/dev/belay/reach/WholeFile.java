package dev.belay.reach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Files that are written whole or not at all: beside their place, onto the disk, and then under
/// their name. A link stays one. Blocks on the disk.
public final class WholeFile {

    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /// Looks at what was written, before it takes its name.
    ///
    /// @param <E> when it is not to take it
    @FunctionalInterface
    public interface Look<E extends Exception> {

        /// Lets it take its name, or throws.
        ///
        /// @param written as it was read from the disk again
        void at(byte[] written) throws IOException, E;
    }

    /// Writes a file; one that was there keeps who may read it.
    ///
    /// @throws IOException when it could not be written, and what was there is unchanged
    public static void write(Path file, byte[] bytes) throws IOException {
        Path target = target(file);
        replace(target, bytes, permissions(target), _ -> {});
    }

    /// Writes a file that somebody looks at before it takes its name; one that was there keeps who
    /// may read it.
    ///
    /// @param <E> of the look
    /// @throws IOException when it could not be written, and what was there is unchanged
    /// @throws E when it must not take its name, and what was there is unchanged
    public static <E extends Exception> void write(Path file, byte[] bytes, Look<E> look)
            throws IOException, E {
        Path target = target(file);
        replace(target, bytes, permissions(target), draft -> look.at(Files.readAllBytes(draft)));
    }

    /// Writes a file that nobody but its owner may read, whoever could read the former one.
    static void writePrivate(Path file, byte[] bytes) throws IOException {
        replace(target(file), bytes, isPosix() ? Optional.of(PRIVATE) : Optional.empty(), _ -> {});
    }

    static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private interface Draft<E extends Exception> {
        void at(Path draft) throws IOException, E;
    }

    private static Path target(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return Files.exists(absolute) ? absolute.toRealPath() : absolute;
    }

    /// Who may read it; empty for what is usual.
    private static Optional<Set<PosixFilePermission>> permissions(Path target) throws IOException {
        return isPosix() && Files.exists(target)
                ? Optional.of(Files.getPosixFilePermissions(target))
                : Optional.empty();
    }

    private static <E extends Exception> void replace(
            Path target,
            byte[] bytes,
            Optional<Set<PosixFilePermission>> permissions,
            Draft<E> look)
            throws IOException, E {
        String mark = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
        Path draft = target.resolveSibling("." + target.getFileName() + "." + mark + ".new");
        try {
            fill(draft, bytes, permissions.isPresent());
            look.at(draft);
            if (permissions.isPresent()) {
                Files.setPosixFilePermissions(draft, permissions.get());
            }
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// @param isPrivate as long as it is not said who else may read it
    private static void fill(Path draft, byte[] bytes, boolean isPrivate) throws IOException {
        FileAttribute<?>[] attributes =
                isPrivate
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, fresh, attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(
                    draft,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
