package dev.belay.api;

/// Orders a mode for a node.
public record NodeModeChange(NodeMode mode) {}
