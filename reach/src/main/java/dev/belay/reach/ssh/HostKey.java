package dev.belay.reach.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// A public key as it goes over the wire.
///
/// @param type such as `ssh-ed25519`
/// @param blob the encoded key
record HostKey(String type, byte[] blob) {

    /// Reads the type out of the blob; an empty type for a blob that is none.
    static HostKey of(byte[] blob) {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        if (blob.length < 4) {
            return new HostKey("", blob);
        }
        int length = buffer.getInt();
        if (length < 1 || length > buffer.remaining()) {
            return new HostKey("", blob);
        }
        byte[] name = new byte[length];
        buffer.get(name);
        return new HostKey(new String(name, StandardCharsets.US_ASCII), blob);
    }

    /// As `ssh-keygen -l` shows it: `SHA256:` and Base64 without padding.
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// For people, such as `ED25519`.
    String typeName() {
        return typeName(type);
    }

    static String typeName(String type) {
        String bare = type.replace("@openssh.com", "").replace("-cert-v01", "");
        if (bare.startsWith("ecdsa-")) {
            return "ECDSA";
        }
        return bare.replace("ssh-", "").replace("rsa-sha2-512", "rsa").toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostKey key && Arrays.equals(blob, key.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }
}
