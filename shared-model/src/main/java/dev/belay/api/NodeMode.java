package dev.belay.api;

/// What was ordered for a node.
public enum NodeMode {
    /// It runs services.
    ACTIVE,
    /// What runs there leaves, nothing comes.
    STANDBY,
    /// What runs there is left alone, whatever becomes of it.
    MAINTENANCE
}
