package dev.belay.model.place;

/// What a resource is where it runs.
public enum Role {
    /// It runs. In a constraint: whatever its role is.
    STARTED,
    /// It runs as an instance of a promotable clone that is not promoted.
    UNPROMOTED,
    /// It runs as one of the promoted instances, such as the database that takes writes.
    PROMOTED
}
