package dev.belay.api;

/// The design in force.
///
/// @param text in the format of design files; empty when none is in force
/// @param version log index of the entry that put it in force; 0 when none is. Of a request: the
///   version that it is based on
public record DesignText(String text, long version) {}
