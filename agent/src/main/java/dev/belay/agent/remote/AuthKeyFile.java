package dev.belay.agent.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.SecureRandom;

/// Makes the file of a key as Pacemaker's instructions have it: 4096 random bytes, readable for the
/// owner and the group `haclient`, where there is one, and for nobody else.
public final class AuthKeyFile {

    private static final String GROUP = "haclient";

    private AuthKeyFile() {}

    /// Writes a new key; what was there is replaced in one step. Blocks.
    ///
    /// @throws IOException when it cannot be written; what was there is there still
    public static AuthKey make(Path file) throws IOException {
        byte[] bytes = new byte[AuthKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("a file in a folder was wanted, found '" + file + "'");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
            giveToGroup(folder);
        }
        Path fresh =
                Files.createTempFile(
                        folder,
                        ".authkey",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            giveToGroup(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r-----"));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return AuthKey.of(bytes);
    }

    /// A host without that group has no Pacemaker either.
    private static void giveToGroup(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            view.setGroup(
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(GROUP));
        } catch (UserPrincipalNotFoundException e) {
            // Its owner alone reads it then.
        }
    }
}
