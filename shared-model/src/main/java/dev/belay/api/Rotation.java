package dev.belay.api;

/// Asks for a new key.
///
/// @param authority the cluster's authority too, and then every node's certificate
public record Rotation(boolean authority) {}
