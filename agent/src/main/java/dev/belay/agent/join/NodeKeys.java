package dev.belay.agent.join;

import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// This node's own key, which it enrolls with. Its private part never leaves the node.
///
/// @param publicKey the part that the cluster certifies
/// @param resetAt when it was made
record NodeKeys(PublicKey publicKey, Instant resetAt) {

    private static final String FOLDER = "keys";
    private static final String KEY = "node.key";
    private static final String MARK = "keys.json";

    /// The file that marks a key as made: written last.
    ///
    /// @param publicKey SubjectPublicKeyInfo in Base64
    /// @param resetAtMillis when
    record Made(String publicKey, long resetAtMillis) {}

    /// The key of this node; empty when none was made yet.
    static Optional<NodeKeys> read(Path stateDir) throws IOException {
        Optional<Made> made = StateFile.read(stateDir.resolve(FOLDER).resolve(MARK), Made.class);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NodeKeys(
                        publicKey(made.get().publicKey()),
                        Instant.ofEpochMilli(made.get().resetAtMillis())));
    }

    /// Makes a new key. Durable when it returns.
    static NodeKeys make(Path stateDir, Instant now) throws IOException {
        Path folder = stateDir.resolve(FOLDER);
        StateFile.makeFolder(folder);
        StateFile.delete(folder.resolve(MARK));
        KeyPair pair = Keys.generate();
        Pem.writeSecret(folder.resolve(KEY), Pem.of(pair.getPrivate()));
        StateFile.write(
                folder.resolve(MARK),
                new Made(
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                        now.toEpochMilli()));
        return new NodeKeys(pair.getPublic(), Instant.ofEpochMilli(now.toEpochMilli()));
    }

    /// Gives the key up.
    static void forget(Path stateDir) throws IOException {
        StateFile.deleteTree(stateDir.resolve(FOLDER));
    }

    static PrivateKey privateKey(Path stateDir) throws IOException {
        return Pem.readPrivateKey(stateDir.resolve(FOLDER).resolve(KEY));
    }

    String fingerprint() {
        return Keys.fingerprint(publicKey);
    }

    /// A key from its SubjectPublicKeyInfo in Base64.
    ///
    /// @throws IOException when it is none on an elliptic curve
    static PublicKey publicKey(String base64) throws IOException {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("a public key on an elliptic curve is wanted, found none", e);
        }
    }
}
