package dev.belay.model.service;

/// When a service starts.
public enum ServiceStart {
    /// As soon as there is a node for it.
    AUTOMATIC,
    /// When somebody says so.
    MANUAL
}
