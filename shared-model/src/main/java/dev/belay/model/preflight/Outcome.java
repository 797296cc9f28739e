package dev.belay.model.preflight;

/// What a check found; the later, the less there is to do.
public enum Outcome {
    /// It is wrong, and clients do not reach the virtual IP or a failover does not work.
    FAIL,
    /// What would have to be known was not given.
    UNKNOWN,
    /// Somebody should look at it; nothing is broken by it.
    WARN,
    /// It is as it has to be.
    PASS
}
