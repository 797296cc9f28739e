package dev.belay.api;

/// What a drill does to the node that runs a service.
public enum DrillKind {
    /// Its agent dies at once; what it ran is ended by its guardian.
    KILL,
    /// Its agent stands still for a while: it neither renews nor answers.
    PAUSE,
    /// For a while nothing passes between it and the other members, nor to virtual IPs on it.
    CUT,
    /// The service is sent away in order, as an operator does it.
    MOVE;

    /// Whether it ends by itself after a while.
    public boolean lasts() {
        return this == PAUSE || this == CUT;
    }
}
