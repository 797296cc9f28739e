package dev.belay.agent.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The key that both ends of a remote connection share: all bytes of a file, such as
/// `/etc/pacemaker/authkey`; a line feed at its end belongs to it.
public final class AuthKey {

    /// Where Pacemaker looks for it.
    public static final Path USUAL = Path.of("/etc/pacemaker/authkey");

    /// What `dd if=/dev/urandom bs=4096 count=1` makes, as all instructions say.
    public static final int BYTES = 4096;

    private static final int LONGEST = 1 << 16;

    private final byte[] bytes;

    private AuthKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static AuthKey of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a key has bytes");
        }
        return new AuthKey(bytes);
    }

    /// Reads it anew: it may have been replaced.
    ///
    /// @throws RemoteException of kind [RemoteException.Kind#KEY] when there is none
    public static AuthKey read(Path file) throws RemoteException {
        try {
            long size = Files.size(file);
            if (size == 0 || size > LONGEST) {
                throw new RemoteException(
                        RemoteException.Kind.KEY,
                        "a key of 1 to %d bytes was wanted in '%s', found %d: make one with 'belay remote key create'"
                                .formatted(LONGEST, file, size));
            }
            return new AuthKey(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new RemoteException(
                    RemoteException.Kind.KEY,
                    "the key of remote nodes was wanted in '%s', found no file: make one with 'belay remote key create'"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new RemoteException(
                    RemoteException.Kind.KEY,
                    "the key of remote nodes in '%s' cannot be read: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// By which people tell keys apart: the beginning of its SHA-256.
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    /// Nothing of the key itself.
    @Override
    public String toString() {
        return "key " + fingerprint();
    }
}
