package dev.belay.agent.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a request asks for: the endpoint, the name in its path, its parameters.
///
/// @param name empty when the endpoint takes none
record Target(Endpoint endpoint, String name, Map<String, String> parameters) {

    static Target parse(String method, String target) throws Refusal {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        Endpoint endpoint = endpoint(method, path);
        int start = endpoint.path().indexOf('{');
        return new Target(
                endpoint,
                start < 0 ? "" : decoded(path.substring(start)),
                parameters(endpoint, query));
    }

    /// A whole number within bounds.
    long number(String name, long preset, long least, long most) throws Refusal {
        String text = parameters.get(name);
        if (text == null) {
            return preset;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of bounds.
        }
        throw wrong(name, "a whole number " + least + "–" + most, text);
    }

    String text(String name, String preset) {
        return Objects.requireNonNullElse(parameters.get(name), preset);
    }

    /// One of the constants of an enum, in lower case.
    <E extends Enum<E>> E choice(String name, Class<E> type, E preset) throws Refusal {
        String text = parameters.get(name);
        if (text == null) {
            return preset;
        }
        for (E choice : type.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        throw wrong(
                name,
                Arrays.stream(type.getEnumConstants())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                text);
    }

    static Refusal wrong(String name, String wanted, String found) {
        return Refusal.of(
                400,
                "bad-parameter",
                "in parameter " + name + " " + wanted,
                "'" + found + "'",
                "mend the parameter");
    }

    private static Endpoint endpoint(String method, String path) throws Refusal {
        var there = Arrays.stream(Endpoint.values()).filter(e -> e.matches(path)).toList();
        for (Endpoint endpoint : there) {
            if (endpoint.method().equals(method)) {
                return endpoint;
            }
        }
        if (there.isEmpty()) {
            throw Refusal.of(
                    404,
                    "no-such-path",
                    "one of the paths of /v1/openapi.json",
                    "'" + shortened(path) + "'",
                    "mend the path, or update the agent");
        }
        String allowed = there.stream().map(Endpoint::method).collect(Collectors.joining(", "));
        throw new Refusal(
                405,
                new dev.belay.api.ApiError(
                        "no-such-method", allowed, "'" + shortened(method) + "'", "use " + allowed),
                Map.of("Allow", allowed));
    }

    private static Map<String, String> parameters(Endpoint endpoint, String query) throws Refusal {
        var parameters = new HashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!endpoint.parameters().contains(name)) {
                throw Refusal.of(
                        400,
                        "unknown-parameter",
                        endpoint.parameters().isEmpty()
                                ? "no parameter"
                                : "only the parameters "
                                        + endpoint.parameters().stream().sorted().toList(),
                        "'" + shortened(name) + "'",
                        "leave it out");
            }
            if (parameters.put(name, value) != null) {
                throw wrong(name, "one value", "two of them");
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(
                    400,
                    "bad-encoding",
                    "text in percent-encoding",
                    "'" + shortened(text) + "'",
                    "encode it as RFC 3986 says");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
