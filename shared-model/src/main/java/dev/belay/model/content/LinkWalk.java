package dev.belay.model.content;

import dev.belay.api.ApiError;
import dev.belay.model.content.Entry.LinkEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/// Follows a link as a kernel does (path_resolution(7)), other links of the set on the way
/// included: `a/../x` is elsewhere when `a` is a link.
final class LinkWalk {

    /// As many as Linux follows.
    private static final int MOST_LINKS = 40;

    private final Map<String, Entry> byPath;

    LinkWalk(Map<String, Entry> byPath) {
        this.byPath = byPath;
    }

    Optional<ApiError> violation(LinkEntry link) {
        String target = link.target();
        String shown = ManifestRules.quoted(link.path()) + " to " + ManifestRules.quoted(target);
        if (target.isEmpty()
                || target.codePoints().anyMatch(Character::isISOControl)
                || target.getBytes(StandardCharsets.UTF_8).length > Limits.PATH_BYTES) {
            return Optional.of(
                    new ApiError(
                            "link-target",
                            "a target of 1 to "
                                    + Limits.PATH_BYTES
                                    + " bytes without control characters",
                            shown,
                            "make the link anew"));
        }
        if (target.startsWith("/")) {
            return Optional.of(leaves(shown));
        }
        return walk(link, shown);
    }

    private Optional<ApiError> walk(LinkEntry link, String shown) {
        Deque<String> at = new ArrayDeque<>();
        for (String part : PathRules.parent(link.path()).split("/", -1)) {
            if (!part.isEmpty()) {
                at.addLast(part);
            }
        }
        Deque<String> ahead = new ArrayDeque<>(Arrays.asList(link.target().split("/")));
        int links = 1;
        while (!ahead.isEmpty()) {
            String part = ahead.removeFirst();
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (at.pollLast() == null) {
                        return Optional.of(leaves(shown));
                    }
                }
                default -> {
                    at.addLast(part);
                    if (byPath.get(String.join("/", at)) instanceof LinkEntry next) {
                        if (++links > MOST_LINKS) {
                            return Optional.of(circles(shown));
                        }
                        if (next.target().startsWith("/")) {
                            return Optional.of(leaves(shown));
                        }
                        at.removeLast();
                        String[] more = next.target().split("/", -1);
                        for (int i = more.length - 1; i >= 0; i--) {
                            ahead.addFirst(more[i]);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static ApiError leaves(String shown) {
        return new ApiError(
                "link-leaves",
                "links to files inside the set",
                shown,
                "put a copy of the file into the set, or leave the link out");
    }

    private static ApiError circles(String shown) {
        return new ApiError(
                "link-circle",
                "a link that ends at a file",
                shown,
                "remove one of the links that lead to each other");
    }
}
