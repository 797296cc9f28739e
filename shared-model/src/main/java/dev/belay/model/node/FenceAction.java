package dev.belay.model.node;

/// What is done to a node that must be stopped for certain.
public enum FenceAction {
    /// Power off, and leave it off.
    OFF,
    /// Power off and on.
    REBOOT
}
