package dev.belay.model.service;

/// When a write to a mirror counts.
public enum MirrorMode {
    /// When a standby has it.
    SYNCHRONOUS,
    /// At once; a standby follows.
    ASYNCHRONOUS
}
