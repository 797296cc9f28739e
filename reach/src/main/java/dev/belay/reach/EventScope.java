package dev.belay.reach;

/// Whose events are asked for.
public enum EventScope {
    /// Those that the asked node recorded.
    NODE,
    /// Those of all nodes that the asked node knows of.
    CLUSTER
}
