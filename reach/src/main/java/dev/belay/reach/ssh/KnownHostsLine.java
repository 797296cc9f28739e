package dev.belay.reach.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One entry of a known-hosts file, see sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
///
/// @param marker what the line is about
/// @param hosts patterns, or one hashed name
/// @param key the key
/// @param file where it stands
/// @param line number from 1
record KnownHostsLine(Marker marker, List<String> hosts, HostKey key, Path file, int line) {

    enum Marker {
        NONE,
        CERT_AUTHORITY,
        REVOKED
    }

    /// Empty for a comment and for a line that is no entry: OpenSSH passes over both.
    static Optional<KnownHostsLine> parse(String text, Path file, int line) {
        String rest = text.strip();
        if (rest.isEmpty() || rest.startsWith("#")) {
            return Optional.empty();
        }
        List<String> words = List.of(rest.split("\\s+"));
        Marker marker = Marker.NONE;
        if (words.getFirst().startsWith("@")) {
            switch (words.getFirst()) {
                case "@cert-authority" -> marker = Marker.CERT_AUTHORITY;
                case "@revoked" -> marker = Marker.REVOKED;
                default -> {
                    return Optional.empty();
                }
            }
            words = words.subList(1, words.size());
        }
        if (words.size() < 3) {
            return Optional.empty();
        }
        try {
            HostKey key = HostKey.of(Base64.getDecoder().decode(words.get(2)));
            if (!key.type().equals(words.get(1))) {
                return Optional.empty();
            }
            return Optional.of(
                    new KnownHostsLine(
                            marker, List.of(words.getFirst().split(",", -1)), key, file, line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// @param name `host`, or `[host]:port` for another port than 22
    boolean isFor(String name) {
        return (hosts.size() == 1 && hosts.getFirst().startsWith("|1|"))
                ? isHashOf(name)
                : SshPatterns.matches(hosts, name);
    }

    private boolean isHashOf(String name) {
        List<String> parts = List.of(hosts.getFirst().split("\\|", -1));
        if (parts.size() != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts.get(2)), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts.get(3)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // A broken hash matches nobody, as with OpenSSH.
            return false;
        }
    }

    String place() {
        return file + ":" + line;
    }
}
