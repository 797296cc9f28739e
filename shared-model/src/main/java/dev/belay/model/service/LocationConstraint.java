package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;

/// How much a service wants to be on a node, in a zone or in a site.
///
/// @param place node, zone or site
/// @param score how much
public record LocationConstraint(
        @RefersTo({ThingKind.NODE, ThingKind.ZONE, ThingKind.SITE}) ThingId place, int score)
        implements Constraint {}
