package dev.belay.model.place;

/// What the scheduler gives a host to.
public sealed interface Placeable permits Instance, Clone {

    /// Unique among all, members of groups and instances of clones included.
    String name();

    /// The higher one is placed first.
    int priority();
}
