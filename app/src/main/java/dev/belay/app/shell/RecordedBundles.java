package dev.belay.app.shell;

import dev.belay.app.bundles.BundlePorts;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.reach.PrivateFile;
import dev.belay.reach.bundle.SealedBundle;
import dev.belay.reach.bundle.SignersFile;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bundles for pictures, by a key that is made for them, in a folder that goes with the program.
final class RecordedBundles {
    private @Nullable Path folder;
    private @Nullable Path chosen;

    BundlePorts ports() {
        return new BundlePorts(
                () -> Optional.ofNullable(chosen),
                name -> Optional.of(Path.of("/home/kaito", name)),
                Optional::empty,
                new SignersFile(place("allowed_signers")),
                Path.of("/home/kaito/.ssh/id_ed25519"),
                Optional.empty(),
                () -> RecordedCluster.NOW,
                ZoneOffset.UTC,
                Runnable::run,
                Runnable::run);
    }

    /// Answers with that file whenever one is asked for.
    void choose(Path file) {
        chosen = file;
    }

    /// A place in a folder of this picture.
    Path place(String name) {
        try {
            Path own = folder;
            if (own == null) {
                own = Files.createTempDirectory("belay-shot");
                own.toFile().deleteOnExit();
                folder = own;
            }
            Path file = own.resolve(name);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A bundle of a design.
    Path write(String name, Design design, List<ContentName> after, boolean isSigned) {
        try {
            Optional<SshSigner> signer =
                    isSigned
                            ? Optional.of(SshSigner.open(key(), Optional.empty(), Secrets.NONE))
                            : Optional.empty();
            SealedBundle sealed = SealedBundle.of(design, BundleDraft.of(design, after), signer);
            return Files.write(place(name), sealed.zip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BundleException e) {
            throw new IllegalStateException("the example is no bundle", e);
        }
    }

    private Path key() throws IOException {
        Path file = place("key");
        if (Files.exists(file)) {
            return file;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            String body =
                    Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
            PrivateFile.write(file, pem.getBytes(StandardCharsets.US_ASCII));
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
