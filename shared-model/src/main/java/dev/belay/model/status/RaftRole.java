package dev.belay.model.status;

/// What a node says of itself in consensus right now.
public enum RaftRole {
    COORDINATOR,
    FOLLOWER,
    CANDIDATE,
    LEARNER,
    /// Not started, or closed.
    NONE
}
