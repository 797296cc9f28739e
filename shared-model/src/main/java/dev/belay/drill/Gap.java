package dev.belay.drill;

/// A time without an answer: from the last good one before to the next good one.
///
/// @param fromNanos of the last answer before, on the client's clock
/// @param toNanos of the next one; until now when none came yet
/// @param isOver whether an answer came again
public record Gap(long fromNanos, long toNanos, boolean isOver) {

    public long nanos() {
        return toNanos - fromNanos;
    }

    public long millis() {
        return nanos() / 1_000_000;
    }
}
