package dev.belay.model.place;

/// What is done with a resource.
public enum StepKind {
    START,
    /// Stopped, and before that demoted when it is promoted.
    STOP,
    /// Stopped where it is and started elsewhere.
    MOVE,
    /// Stopped and started where it is, for something before it is.
    RESTART,
    /// Stopped where it failed, and started there or elsewhere.
    RECOVER,
    /// Made a promoted instance where it runs or has just been started.
    PROMOTE,
    /// Made an instance that just runs.
    DEMOTE
}
