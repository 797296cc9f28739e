package dev.belay.app.project;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells one content of a file from another.
///
/// @param sha256 of the bytes, in hexadecimal; empty when there was no file
public record Fingerprint(String sha256) {

    /// Of a file that is not there.
    public static final Fingerprint NO_FILE = new Fingerprint("");

    static Fingerprint of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
