package dev.belay.api;

/// Asks to put an earlier version of a config set in force again, on all nodes.
///
/// @param set its name
/// @param version one that is still kept
public record ConfigRollback(String set, long version) {}
