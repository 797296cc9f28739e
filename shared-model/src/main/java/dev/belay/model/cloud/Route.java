package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// One line of a route table.
///
/// @param destination where the packets go
/// @param target what they are handed to
/// @param to node, transit gateway or virtual IP in the design, as the target says
public record Route(
        Cidr destination,
        RouteTarget target,
        @RefersTo({ThingKind.NODE, ThingKind.TRANSIT_GATEWAY, ThingKind.VIRTUAL_IP})
                Optional<ThingId> to) {

    /// One with all that is optional left as it is by default.
    public static Route of(Cidr destination, RouteTarget target) {
        return new Route(destination, target, Optional.empty());
    }

    public Route withDestination(Cidr destination) {
        return new Route(destination, target, to);
    }

    public Route withTarget(RouteTarget target) {
        return new Route(destination, target, to);
    }

    public Route withTo(Optional<ThingId> to) {
        return new Route(destination, target, to);
    }
}
