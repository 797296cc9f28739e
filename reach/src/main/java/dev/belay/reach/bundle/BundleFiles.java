package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Files that others get too: read up to a limit, and replaced in one step. Blocks on the disk.
public final class BundleFiles {

    private BundleFiles() {}

    /// Not more than a bundle may have, whatever the file system says of its size.
    ///
    /// @throws BundleException when there is more
    public static byte[] read(Path file) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BundleLimits.FILE_BYTES + 1);
            if (bytes.length > BundleLimits.FILE_BYTES) {
                throw new BundleException(
                        BundleCode.FILE_TOO_LARGE,
                        Long.toString(Math.max(Files.size(file), bytes.length)),
                        Integer.toString(BundleLimits.FILE_BYTES));
            }
            return bytes;
        }
    }

    /// Writes a file whole or not at all; one that was there keeps who may read it.
    public static void write(Path file, byte[] bytes) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path target = Files.exists(absolute) ? absolute.toRealPath() : absolute;
        Path fresh = target.resolveSibling("." + target.getFileName() + "." + mark() + ".new");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            keepPermissions(target, fresh);
            Files.move(
                    fresh,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String mark() {
        return Long.toString(ProcessHandle.current().pid(), 36);
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        boolean isPosix = from.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix && Files.exists(from)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(from);
            Files.setPosixFilePermissions(to, permissions);
        }
    }
}
