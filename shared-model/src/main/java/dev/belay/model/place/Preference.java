package dev.belay.model.place;

/// How much a resource wants to be on a host.
///
/// @param id what people know it by
/// @param resource a primitive or a group
/// @param host where
/// @param score how much
public record Preference(String id, String resource, String host, int score) {}
