package dev.belay.model.place;

/// That one resource starts before another one, and stops after it.
///
/// @param id what people know it by
/// @param first a primitive or a group
/// @param then a primitive or a group
/// @param kind what it means when the first does not start
public record Ordering(String id, String first, String then, OrderingKind kind) {}
