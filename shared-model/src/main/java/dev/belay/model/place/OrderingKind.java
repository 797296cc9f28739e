package dev.belay.model.place;

/// What it means for the second that the first does not start.
public enum OrderingKind {
    /// It must not run either, and is started anew when the first one is.
    MANDATORY,
    /// Nothing: the order counts only where both start anyway.
    OPTIONAL,
    /// Nothing: the two must only not start at the same moment.
    SERIALIZE
}
