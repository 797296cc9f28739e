package dev.belay.app.topology;

import dev.belay.model.status.Picture;

/// How old a fact is, in the words that people act on.
enum Freshness {
    FRESH,
    AGEING,
    STALE,
    NEVER;

    /// @param ageMillis -1 for never
    static Freshness of(long ageMillis) {
        if (ageMillis < 0) {
            return NEVER;
        }
        if (ageMillis <= Picture.FRESH_MILLIS) {
            return FRESH;
        }
        return ageMillis <= Picture.STALE_MILLIS ? AGEING : STALE;
    }

    boolean outdated() {
        return this == STALE || this == NEVER;
    }
}
