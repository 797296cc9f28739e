package dev.belay.model.station;

/// Where a station's mirrored packages are.
public enum StationStorage {
    /// On storage that all stations of the set mount.
    SHARED,
    /// On its own disk; the agents replicate it.
    REPLICATED
}
