package dev.belay.reach.bundle;

import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.reach.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A user's own list of allowed signers, which `belay bundle --allowed-signers` and `ssh-keygen -Y
/// verify` read, too. Blocks on the disk.
///
/// @param path of the file; a file that is not there names nobody
public record SignersFile(Path path) {

    private static final int BYTES_MAX = 1024 * 1024;

    /// What names one signer: no pattern, and nothing that would end the word.
    private static final Pattern PRINCIPAL = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,120}");

    /// Whether a line can begin with it and mean nobody else.
    public static boolean isPrincipal(String name) {
        return PRINCIPAL.matcher(name).matches();
    }

    /// Who of the list vouches.
    ///
    /// @throws BundleException when the list has a line that cannot be read
    public ListedSigners check(Instant now, ZoneId zone) throws IOException, BundleException {
        return ListedSigners.of(text(bytes()), now, zone);
    }

    /// Adds a signer of bundles; all other lines stay as they are, to the byte.
    ///
    /// @param principal what the signer is called
    /// @throws BundleException when the list has a line that cannot be read: it stays as it is
    /// @throws IllegalArgumentException when that is no name, see {@link #isPrincipal}
    public void add(String principal, SignerKey key, ZoneId zone)
            throws IOException, BundleException {
        if (!isPrincipal(principal)) {
            throw new IllegalArgumentException("'" + principal + "' names no single signer");
        }
        byte[] former = bytes();
        boolean isWhole = former.length == 0 || former[former.length - 1] == '\n';
        String line =
                (isWhole ? "" : "\n")
                        + principal
                        + " namespaces=\""
                        + BundleDraft.NAMESPACE
                        + "\" "
                        + key.type()
                        + " "
                        + key.base64()
                        + "\n";
        byte[] added = line.getBytes(StandardCharsets.UTF_8);
        byte[] next = Arrays.copyOf(former, former.length + added.length);
        System.arraycopy(added, 0, next, former.length, added.length);
        AllowedSigners.read(text(next), zone);
        PrivateFile.write(path, next);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException("more than " + BYTES_MAX + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
