package dev.belay.model.place;

/// What the scheduler gives a host to.
public sealed interface Placeable permits Primitive, Group {

    /// Unique among all, members of groups included.
    String name();

    /// The higher one is placed first.
    int priority();
}
