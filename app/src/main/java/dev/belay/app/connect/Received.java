package dev.belay.app.connect;

/// A value and when it came in.
///
/// The age of a fact inside it is `(status.at - fact.observedAt) + (now - atNanos)`, with `now`
/// from {@link LiveCluster#nowNanos()}.
///
/// @param value what came
/// @param atNanos when, on this computer's monotonic clock ({@link System#nanoTime()})
public record Received<T>(T value, long atNanos) {

    /// Milliseconds since it came, never negative.
    public long ageMillis(long nowNanos) {
        return Math.max(0, (nowNanos - atNanos) / 1_000_000);
    }
}
