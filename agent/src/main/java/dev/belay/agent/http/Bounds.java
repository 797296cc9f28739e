package dev.belay.agent.http;

import java.time.Duration;

/// What a listener puts up with.
///
/// @param connections open at once; one more is turned away
/// @param lineBytes longest request or header line
/// @param headers most headers
/// @param bodyBytes longest body
/// @param idle a connection without a request is closed after this
/// @param request from its first byte, a request must be complete within this
/// @param write a reader that takes nothing for this long is dropped
public record Bounds(
        int connections,
        int lineBytes,
        int headers,
        int bodyBytes,
        Duration idle,
        Duration request,
        Duration write) {

    /// For the local API.
    public static final Bounds API =
            new Bounds(
                    64,
                    4096,
                    40,
                    32 * 1024,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10));
}
