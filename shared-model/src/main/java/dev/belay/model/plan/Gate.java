package dev.belay.model.plan;

/// What has to hold before a step begins.
public enum Gate {
    /// A majority is there: without one no step can be written down.
    QUORUM,
    /// The design in force is the one that the step changes.
    BASE,
    /// What ran is active where it is to be, no stop has failed, and nothing has failed since the
    /// operation or the step before began.
    HEALTH,
    /// No service runs anywhere.
    IDLE
}
