package dev.belay.api;

/// Orders a service to another node.
///
/// @param node id; empty: away from where it is, wherever the scheduler wants
public record ServiceMove(String node) {}
