package dev.belay.model.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Names bytes. A port: the same SHA-256 is ten times faster from the system's own library where
/// the JVM's second compiler is off.
public interface ContentHash {

    /// May be called by several threads at once.
    ContentName of(byte[] bytes, int from, int length);

    default ContentName of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// The one of the Java runtime.
    static ContentHash ofJava() {
        return (bytes, from, length) -> {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(bytes, from, length);
                return ContentName.of(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        };
    }
}
