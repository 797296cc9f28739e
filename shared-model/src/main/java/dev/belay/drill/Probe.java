package dev.belay.drill;

/// One question of a client, on its own clock.
///
/// @param sentNanos when it was sent, from the first one on
/// @param answeredNanos when the answer was there; -1 when none came in time, or none yet
/// @param isOpen whether an answer may still come
public record Probe(long sentNanos, long answeredNanos, boolean isOpen) {

    public static Probe answered(long sentNanos, long answeredNanos) {
        return new Probe(sentNanos, answeredNanos, false);
    }

    public static Probe lost(long sentNanos) {
        return new Probe(sentNanos, -1, false);
    }

    public static Probe open(long sentNanos) {
        return new Probe(sentNanos, -1, true);
    }

    boolean isGood() {
        return answeredNanos >= 0;
    }
}
