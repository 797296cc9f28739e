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
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are the user's own affair: readable by nobody else, and never half written.
public final class PrivateFile {

    private PrivateFile() {}

    /// Replaces a file in one step; its folder is made when it is not there.
    public static void write(Path file, byte[] bytes) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("'" + file + "' is no file");
        }
        Files.createDirectories(folder, isPosix() ? owner("rwx------") : none());
        // A link, for instance of a home that is kept elsewhere, stays one.
        Path target = Files.exists(absolute) ? absolute.toRealPath() : absolute;
        Path targetFolder = target.getParent() == null ? folder : target.getParent();
        Path next =
                Files.createTempFile(
                        targetFolder,
                        "." + absolute.getFileName() + ".",
                        ".new",
                        isPosix() ? owner("rw-------") : none());
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            try {
                Files.move(
                        next,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static FileAttribute<?>[] none() {
        return new FileAttribute<?>[0];
    }
}
