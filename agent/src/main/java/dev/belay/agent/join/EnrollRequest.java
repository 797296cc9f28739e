package dev.belay.agent.join;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node asks an admin: to be taken in. Sent over TLS to the owner of the pinned authority
/// alone, as it carries the token's secret.
///
/// @param protocol {@link #PROTOCOL} of the asker
/// @param agentVersion its agent's version
/// @param secret the token's
/// @param pin the token's, in Base64: which cluster it was made for
/// @param node id that it asks for
/// @param hostName its host's name
/// @param zone its fault domain; may be empty
/// @param host address that the members shall dial
/// @param port at this port
/// @param probe random; what listens at that address says it
/// @param nowMillis its clock
/// @param keysResetAtMillis when its key was made
/// @param wasAdmin it was the admin of a cluster that it has left, and was not reset since
/// @param publicKey SubjectPublicKeyInfo in Base64
/// @param proof signature by that key over all the rest, in Base64
record EnrollRequest(
        int protocol,
        String agentVersion,
        String secret,
        String pin,
        String node,
        String hostName,
        String zone,
        String host,
        int port,
        String probe,
        long nowMillis,
        long keysResetAtMillis,
        boolean wasAdmin,
        String publicKey,
        String proof) {

    /// How agents of this version ask.
    static final int PROTOCOL = 1;

    private static final int LONGEST = 512;
    private static final String ALGORITHM = "SHA256withECDSA";

    /// Whether nothing is missing or longer than anything true can be.
    boolean isWhole() {
        List<@Nullable String> texts =
                java.util.Arrays.asList(
                        agentVersion,
                        secret,
                        pin,
                        node,
                        hostName,
                        zone,
                        host,
                        probe,
                        publicKey,
                        proof);
        return texts.stream().allMatch(text -> text != null && text.length() <= LONGEST);
    }

    /// The same, signed.
    EnrollRequest signed(PrivateKey key) {
        try {
            var signing = Signature.getInstance(ALGORITHM);
            signing.initSign(key);
            signing.update(canonical());
            return with(Base64.getEncoder().encodeToString(signing.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }

    /// Whether the asker holds the private key, and nobody changed what it asks.
    boolean isProven() {
        try {
            PublicKey key = NodeKeys.publicKey(publicKey);
            var checking = Signature.getInstance(ALGORITHM);
            checking.initVerify(key);
            checking.update(canonical());
            return checking.verify(Base64.getDecoder().decode(proof));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private EnrollRequest with(String signature) {
        return new EnrollRequest(
                protocol,
                agentVersion,
                secret,
                pin,
                node,
                hostName,
                zone,
                host,
                port,
                probe,
                nowMillis,
                keysResetAtMillis,
                wasAdmin,
                publicKey,
                signature);
    }

    /// Every field with its length in front, so that no two requests have the same bytes.
    private byte[] canonical() {
        var text = new StringBuilder();
        for (Object field :
                List.of(
                        "belay enroll",
                        protocol,
                        agentVersion,
                        secret,
                        pin,
                        node,
                        hostName,
                        zone,
                        host,
                        port,
                        probe,
                        nowMillis,
                        keysResetAtMillis,
                        wasAdmin,
                        publicKey)) {
            String value = String.valueOf(field);
            text.append(value.length()).append(':').append(value);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Says who asks, never the secret.
    @Override
    public String toString() {
        return "request of " + node + " at " + host + ":" + port;
    }
}
