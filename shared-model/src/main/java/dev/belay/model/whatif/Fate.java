package dev.belay.model.whatif;

/// What becomes of a service.
public enum Fate {
    /// It goes on where it is.
    STAYS,
    /// It goes on elsewhere.
    MOVES,
    /// It runs nowhere any more.
    LOST,
    /// It did not run before, and does not then.
    IDLE
}
