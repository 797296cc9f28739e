package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.util.Optional;

/// What a user writes for a node: `[user@]host[:port]`, an IPv6 address with a port in brackets.
///
/// @param user empty when the config or the system is to say
/// @param host name, alias of `~/.ssh/config`, or address
/// @param port empty when the config is to say
public record SshAddress(Optional<String> user, String host, Optional<Integer> port) {

    public static SshAddress of(String host) {
        return new SshAddress(Optional.empty(), host, Optional.empty());
    }

    public static SshAddress of(String user, String host, int port) {
        return new SshAddress(Optional.of(user), host, Optional.of(port));
    }

    /// Reads the written form; `ssh://` before it is allowed.
    public static SshAddress parse(String text) throws AgentException {
        String rest = text.strip();
        if (rest.startsWith("ssh://")) {
            rest = rest.substring("ssh://".length()).replaceFirst("/$", "");
        }
        Optional<String> user = Optional.empty();
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            user = Optional.of(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        String host = rest;
        Optional<Integer> port = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (rest.startsWith("[")) {
            int close = rest.indexOf(']');
            if (close < 0) {
                throw wrong(text, "close the bracket");
            }
            host = rest.substring(1, close);
            String tail = rest.substring(close + 1);
            if (!tail.isEmpty()) {
                port = Optional.of(port(text, tail.startsWith(":") ? tail.substring(1) : tail));
            }
        } else if (colon >= 0 && colon == rest.indexOf(':')) {
            host = rest.substring(0, colon);
            port = Optional.of(port(text, rest.substring(colon + 1)));
        }
        if (host.isEmpty() || host.startsWith("-") || host.chars().anyMatch(c -> c <= ' ')) {
            throw wrong(text, "write a host name or an address after the user");
        }
        if (user.isPresent() && user.get().isEmpty()) {
            throw wrong(text, "write a user before the @, or leave the @ out");
        }
        return new SshAddress(user, host, port);
    }

    static int port(String text, String digits) throws AgentException {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below, together with a number out of range.
        }
        throw wrong(text, "use a port from 1 to 65535");
    }

    private static AgentException wrong(String text, String advice) {
        return AgentException.refused(
                new ApiError(
                        "ssh-address",
                        "an address like admin@node-1:22",
                        "'" + text + "'",
                        advice));
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return user.map(u -> u + "@").orElse("") + shown + port.map(p -> ":" + p).orElse("");
    }
}
