package dev.belay.model.diff;

/// Two changes of the same design that do not go together.
///
/// @param code why
/// @param item of what
/// @param pointer which of its fields; empty for all of it
/// @param base what it was for both; empty for nothing
/// @param ours what one made of it
/// @param theirs what the other made of it
public record Conflict(
        ConflictCode code, Item item, String pointer, String base, String ours, String theirs) {}
