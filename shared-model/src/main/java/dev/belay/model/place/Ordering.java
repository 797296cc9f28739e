package dev.belay.model.place;

/// That one resource starts before another one, and stops after it.
///
/// @param id what people know it by
/// @param first any, but no instance of a clone
/// @param then any, but no instance of a clone
/// @param kind what it means when the first does not start
/// @param firstRole what the first has to be: started, or promoted
/// @param thenRole what the second must not be before: started, or promoted
public record Ordering(
        String id, String first, String then, OrderingKind kind, Role firstRole, Role thenRole) {

    public Ordering(String id, String first, String then, OrderingKind kind) {
        this(id, first, then, kind, Role.STARTED, Role.STARTED);
    }
}
