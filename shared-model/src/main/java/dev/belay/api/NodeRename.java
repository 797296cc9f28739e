package dev.belay.api;

/// Asks a member to leave, take another host name, and come back under it.
///
/// @param name the new host name
public record NodeRename(String name) {}
