package dev.belay.model.proxy;

import dev.belay.model.value.ThingId;
import java.nio.charset.StandardCharsets;

/// Who asks a proxy, by the scheme "Basic" (RFC 7617): the password goes over the network as it is,
/// so the way to such a proxy has to be one's own.
///
/// @param proxy its id in the design
/// @param user without a colon
/// @param password empty: this node was not told it
public record ProxyLogin(ThingId proxy, String user, String password) {

    /// One whose password is not known.
    static ProxyLogin of(ThingId proxy, String user) {
        return new ProxyLogin(proxy, user, "");
    }

    ProxyLogin withPassword(String password) {
        return new ProxyLogin(proxy, user, password);
    }

    /// Whether a name can be told by that scheme: something, with neither a colon nor characters
    /// that are not printed.
    public static boolean isUser(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && text.indexOf(':') < 0
                && text.chars().noneMatch(Character::isISOControl);
    }

    /// Whether the proxy can be asked with it.
    public boolean isWhole() {
        return !password.isEmpty();
    }

    /// As the part of an address before `@`; what has a meaning there is encoded (RFC 3986).
    String encoded() {
        return encoded(user) + ":" + encoded(password);
    }

    private static String encoded(String text) {
        var written = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(one)) {
                written.append((char) one);
            } else {
                written.append("%%%02X".formatted(one));
            }
        }
        return written.toString();
    }

    private static boolean isUnreserved(byte one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || "-._~".indexOf(one) >= 0;
    }

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return "user '" + user + "' of '" + proxy + "'";
    }
}
