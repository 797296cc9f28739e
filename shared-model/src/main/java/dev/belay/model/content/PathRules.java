package dev.belay.model.content;

import dev.belay.api.ApiError;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a path inside a config set may look like.
public final class PathRules {

    private static final int MOST_QUOTED = 120;

    private PathRules() {}

    /// Looks at the form of a path.
    ///
    /// @return all that is wrong with a path; empty when nothing is
    public static List<ApiError> violations(String path) {
        List<ApiError> errors = new ArrayList<>();
        if (path.startsWith("/")) {
            errors.add(
                    error(
                            "path-absolute",
                            "a path inside the set",
                            path,
                            "leave out the first '/'"));
        }
        boolean isPlain = isPlain(path);
        if (!isPlain && path.codePoints().anyMatch(Character::isISOControl)) {
            errors.add(
                    error(
                            "path-control-character",
                            "a path without NUL and control characters",
                            path,
                            "rename the file"));
        }
        if (!isPlain && !isText(path)) {
            errors.add(error("path-encoding", "a path in UTF-8", path, "rename the file"));
        }
        String[] parts = path.split("/", -1);
        for (int i = path.startsWith("/") ? 1 : 0; i < parts.length; i++) {
            checkPart(parts[i], path, errors);
        }
        if (parts.length > Limits.DEPTH || bytes(path) > Limits.PATH_BYTES) {
            errors.add(
                    error(
                            "path-too-long",
                            "at most "
                                    + Limits.PATH_BYTES
                                    + " bytes and "
                                    + Limits.DEPTH
                                    + " folders deep",
                            path,
                            "move it up, or shorten the names"));
        }
        return errors;
    }

    /// Whether a path has small letters, digits and common signs of ASCII alone, as nearly all
    /// have: these are written, compared and encoded as they are.
    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(String path) {
        // An encoder keeps state: one for each question.
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        return utf8.canEncode(path) && path.indexOf('\ufffd') < 0;
    }

    /// The folder that a path is in; empty for the set's own.
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static void checkPart(String part, String path, List<ApiError> errors) {
        switch (part) {
            case "" ->
                    errors.add(
                            error("path-empty-part", "a name between the '/'", path, "rename it"));
            case "." ->
                    errors.add(error("path-dot", "a path without '.'", path, "leave the '.' out"));
            case ".." ->
                    errors.add(
                            error(
                                    "path-climbs",
                                    "a path without '..'",
                                    path,
                                    "name files inside the set only"));
            default -> {
                if (bytes(part) > Limits.PART_BYTES) {
                    errors.add(
                            error(
                                    "path-too-long",
                                    "names of at most " + Limits.PART_BYTES + " bytes",
                                    path,
                                    "shorten the name"));
                }
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ApiError error(String code, String wanted, String path, String advice) {
        return new ApiError(code, wanted, quoted(path), advice);
    }

    /// A path as it may stand in a log or on a terminal: control characters by their numbers.
    public static String quoted(String path) {
        var text = new StringBuilder("'");
        int end = Math.min(path.length(), MOST_QUOTED);
        path.substring(0, end)
                .codePoints()
                .forEach(c -> {
                    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                        text.append("\\u").append(String.format("%04x", c));
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return text.append(end < path.length() ? "…'" : "'").toString();
    }
}
