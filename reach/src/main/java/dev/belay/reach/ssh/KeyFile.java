package dev.belay.reach.ssh;

import com.hierynomus.sshj.common.KeyDecryptionFailedException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/// A private key in a file, as far as it can be told without its pass-phrase.
///
/// @param path where it is
/// @param key its public part; empty when only the pass-phrase would show it
/// @param encrypted whether it needs a pass-phrase
record KeyFile(Path path, Optional<HostKey> key, boolean encrypted) {

    private static final String OPENSSH_BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String OPENSSH_END = "-----END OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final long BYTES_MAX = 256 * 1024;

    /// A pass-phrase that does not open the file.
    static final class WrongPassphraseException extends Exception {
        WrongPassphraseException(Throwable cause) {
            super("wrong pass-phrase", cause);
        }
    }

    /// @throws IOException with a sentence why the file can't be used
    static KeyFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("no such file");
        }
        if (isOpenToOthers(path)) {
            throw new IOException("others can read it: chmod 600 " + path);
        }
        if (Files.size(path) > BYTES_MAX) {
            throw new IOException("too large for a key");
        }
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(OPENSSH_BEGIN);
        int end = text.indexOf(OPENSSH_END);
        if (begin >= 0 && end > begin) {
            return openSsh(path, text.substring(begin + OPENSSH_BEGIN.length(), end));
        }
        if (text.contains("PRIVATE KEY-----") || text.startsWith("PuTTY-User-Key-File")) {
            boolean encrypted =
                    text.contains("ENCRYPTED")
                            || (text.startsWith("PuTTY") && !text.contains("Encryption: none"));
            return new KeyFile(path, publicPart(path), encrypted);
        }
        throw new IOException("not a private key");
    }

    private static KeyFile openSsh(Path path, String body) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getMimeDecoder().decode(body));
            byte[] magic = new byte[MAGIC.length];
            buffer.get(magic);
            String cipher = new String(field(buffer), StandardCharsets.US_ASCII);
            field(buffer);
            field(buffer);
            buffer.getInt();
            HostKey key = HostKey.of(field(buffer));
            if (key.type().startsWith("sk-")) {
                throw new IOException(
                        "a security key: add it to the ssh-agent (ssh-add " + path + ")");
            }
            return new KeyFile(path, Optional.of(key), !cipher.equals("none"));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new IOException("a damaged private key", e);
        }
    }

    private static byte[] field(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /// Whether a certificate lies beside the key: then the server is shown that, not the bare key.
    boolean hasCertificate() {
        return Files.exists(path.resolveSibling(path.getFileName() + "-cert.pub"));
    }

    /// The public part that lies beside a key, for instance of a security key or of a PEM file.
    static Optional<HostKey> publicPart(Path path) {
        Path beside = path.resolveSibling(path.getFileName() + ".pub");
        try {
            List<String> words = List.of(Files.readString(beside).strip().split("\\s+"));
            return words.size() < 2
                    ? Optional.empty()
                    : Optional.of(HostKey.of(Base64.getDecoder().decode(words.get(1))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .anyMatch(permission ->
                            permission == PosixFilePermission.GROUP_READ
                                    || permission == PosixFilePermission.OTHERS_READ
                                    || permission == PosixFilePermission.GROUP_WRITE
                                    || permission == PosixFilePermission.OTHERS_WRITE);
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    /// The key, ready to sign.
    ///
    /// @param passphrase empty for a key without one; it is overwritten
    KeyProvider load(SSHClient client, char[] passphrase)
            throws IOException, WrongPassphraseException {
        PasswordFinder once =
                new PasswordFinder() {
                    @Override
                    public char[] reqPassword(Resource<?> resource) {
                        return passphrase.clone();
                    }

                    @Override
                    public boolean shouldRetry(Resource<?> resource) {
                        return false;
                    }
                };
        try {
            KeyProvider provider =
                    encrypted
                            ? client.loadKeys(path.toString(), once)
                            : client.loadKeys(path.toString());
            provider.getPrivate();
            return provider;
        } catch (KeyDecryptionFailedException e) {
            throw new WrongPassphraseException(e);
        } catch (SSHRuntimeException | IllegalStateException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            if (encrypted) {
                // Older formats tell a wrong pass-phrase from damage by no more than nonsense
                // inside.
                throw new WrongPassphraseException(e);
            }
            throw e;
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }
}
