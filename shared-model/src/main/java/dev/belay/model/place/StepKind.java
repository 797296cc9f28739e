package dev.belay.model.place;

/// What is done with a resource.
public enum StepKind {
    START,
    STOP,
    /// Stopped where it is and started elsewhere.
    MOVE,
    /// Stopped and started where it is, for something before it is.
    RESTART,
    /// Stopped where it failed, and started there or elsewhere.
    RECOVER
}
