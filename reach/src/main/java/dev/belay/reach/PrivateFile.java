package dev.belay.reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are the user's own affair: readable by nobody else, and never half written.
public final class PrivateFile {

    private PrivateFile() {}

    /// Replaces a file in one step; its folder is made when it is not there.
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("'" + file + "' is no file");
        }
        Files.createDirectories(folder, ofOwner());
        WholeFile.writePrivate(file, bytes);
    }

    private static FileAttribute<?>[] ofOwner() {
        return WholeFile.isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
