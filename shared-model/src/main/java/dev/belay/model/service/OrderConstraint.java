package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// That a service starts after another one.
///
/// @param after the other one
/// @param required whether it stops, too, when the other one stops
public record OrderConstraint(
        @RefersTo(ThingKind.SERVICE) ThingId after, @Otherwise("true") boolean required)
        implements Constraint {

    /// One with all that is optional left as it is by default.
    public static OrderConstraint of(ThingId after) {
        return new OrderConstraint(after, true);
    }
}
