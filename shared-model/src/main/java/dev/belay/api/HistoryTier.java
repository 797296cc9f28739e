package dev.belay.api;

/// The four rings that an agent keeps on disk, each of fixed size.
public enum HistoryTier {
    MINUTE,
    HOUR,
    DAY,
    WEEK
}
