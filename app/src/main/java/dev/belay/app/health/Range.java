package dev.belay.app.health;

import dev.belay.api.HistoryTier;

/// How far back the graphs look, and which of the agents' rings holds that.
enum Range {
    LIVE(5 * 60_000L, HistoryTier.MINUTE),
    HOUR(60 * 60_000L, HistoryTier.HOUR),
    DAY(24 * 60 * 60_000L, HistoryTier.DAY),
    WEEK(7 * 24 * 60 * 60_000L, HistoryTier.WEEK);

    private final long millis;
    private final HistoryTier tier;

    Range(long millis, HistoryTier tier) {
        this.millis = millis;
        this.tier = tier;
    }

    long millis() {
        return millis;
    }

    HistoryTier tier() {
        return tier;
    }
}
