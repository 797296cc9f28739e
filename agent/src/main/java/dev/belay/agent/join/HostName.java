package dev.belay.agent.join;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of this host, and what becomes of it in a cluster. Methods may block.
public interface HostName {

    /// The name now; empty when it has none.
    String now();

    /// Gives the host another name, durably. May be repeated.
    ///
    /// @throws IOException when the system refuses
    void change(String name) throws IOException;

    /// Whether a name leads to an address, as this host looks it up.
    boolean resolves(String name);

    /// What a host name may look like (RFC 1123).
    Pattern WELL_FORMED =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /// The id of a node with a host name: its first label, in the form of ids; empty when nothing
    /// is left.
    static String id(String name) {
        String first = name.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        String plain = first.replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
        return plain.length() <= 63 ? plain : plain.substring(0, 63).replaceAll("-+$", "");
    }

    /// Whether a name was never set.
    static boolean isUnset(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                || lower.equals("(none)")
                || lower.equals("localhost")
                || lower.startsWith("localhost.");
    }
}
