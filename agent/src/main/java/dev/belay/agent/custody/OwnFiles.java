package dev.belay.agent.custody;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.enroll.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// This node's key, its certificate and the trusted authorities on the disk.
///
/// A new pair comes in three steps, each whole or not at all: the key beside the old one, the
/// certificate, the key in its place. Whoever reads between the steps finds the key that fits.
final class OwnFiles {

    private static final String NEXT = ".next";

    private final AgentConfig.Tls files;

    OwnFiles(AgentConfig.Tls files) {
        this.files = files;
    }

    X509Certificate certificate() throws IOException {
        return Pem.readCertificate(files.certificate());
    }

    /// Puts a new pair in place.
    void put(String certificatePem, PrivateKey key) throws IOException {
        Pem.writeSecret(next(), Pem.of(key));
        Pem.write(files.certificate(), certificatePem);
        Files.move(next(), files.key(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Ends what a crash left undone.
    void mend() throws IOException {
        if (!Files.exists(next())) {
            return;
        }
        X509Certificate shown = certificate();
        PrivateKey newer = Pem.readPrivateKey(next());
        if (dev.belay.agent.enroll.Keys.isSignedBy(
                shown.getPublicKey(),
                new byte[] {1},
                dev.belay.agent.enroll.Keys.sign(newer, new byte[] {1}))) {
            Files.move(next(), files.key(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(next());
        }
    }

    private Path next() {
        return files.key().resolveSibling(files.key().getFileName() + NEXT);
    }

    /// The authorities that a start trusts before the log is read.
    void trust(String pem) throws IOException {
        if (!Files.exists(files.authority()) || !Files.readString(files.authority()).equals(pem)) {
            Pem.write(files.authority(), pem);
        }
    }

    String authorities() throws IOException {
        return Files.readString(files.authority());
    }
}
