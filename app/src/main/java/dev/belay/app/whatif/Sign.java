package dev.belay.app.whatif;

/// What a hypothesis makes of a thing on the drawing.
public enum Sign {
    /// It is taken for failed.
    DOWN,
    /// A node that is cut off from the majority.
    APART,
    /// A line that is taken for cut.
    CUT,
    /// A service that would run nowhere any more.
    LOST,
    /// A service that would go on elsewhere.
    MOVED,
    /// A node that would run more than before.
    GAINED,
    /// Its failure alone loses a service.
    WEAK,
    /// Its failure loses a service together with that of another thing.
    WEAK_PAIR
}
