package dev.belay.model.place;

/// What a part of the cluster without quorum does.
public enum NoQuorum {
    /// It stops everything.
    STOP,
    /// It leaves alone what runs, and starts nothing.
    FREEZE,
    /// It goes on as if it had quorum.
    IGNORE
}
