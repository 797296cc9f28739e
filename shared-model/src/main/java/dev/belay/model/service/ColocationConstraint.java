package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;

/// How much a service wants to be where another one is.
///
/// @param service the other one
/// @param score how much
public record ColocationConstraint(@RefersTo(ThingKind.SERVICE) ThingId service, int score)
        implements Constraint {}
