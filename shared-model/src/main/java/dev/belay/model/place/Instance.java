package dev.belay.model.place;

/// What a clone runs several times.
public sealed interface Instance extends Placeable permits Primitive, Group {}
