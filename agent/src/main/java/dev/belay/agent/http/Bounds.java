package dev.belay.agent.http;

import dev.belay.api.ApiPaths;
import dev.belay.model.content.ContentFrame;
import java.time.Duration;

/// What a listener puts up with.
///
/// @param connections open at once; one more is turned away
/// @param lineBytes longest request or header line
/// @param headers most headers
/// @param bodyBytes longest body
/// @param contentPath where longer bodies may be sent to, a few at a time
/// @param contentBytes longest of those
/// @param idle a connection without a request is closed after this
/// @param request from its first byte, a request must be complete within this
/// @param write a reader that takes nothing for this long is dropped
public record Bounds(
        int connections,
        int lineBytes,
        int headers,
        int bodyBytes,
        String contentPath,
        int contentBytes,
        Duration idle,
        Duration request,
        Duration write) {

    /// Long bodies that are held at the same time.
    static final int MOST_CONTENTS = 4;

    /// The longest body that may be sent to a path.
    int bodyBytes(String target) {
        return isContent(target) ? contentBytes : bodyBytes;
    }

    /// Content of config sets, or a design.
    boolean isContent(String target) {
        return target.startsWith(contentPath) || target.equals(ApiPaths.DESIGN);
    }

    /// For the local API.
    public static final Bounds API =
            new Bounds(
                    64,
                    4096,
                    40,
                    32 * 1024,
                    ApiPaths.CONFIG_CONTENT,
                    ContentFrame.MOST_BYTES,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10));
}
