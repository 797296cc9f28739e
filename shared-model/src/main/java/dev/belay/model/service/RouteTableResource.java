package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Points the cloud's route to a virtual IP at the active node.
///
/// @param name what people call it
/// @param virtualIp which one; its route tables are changed
/// @param onUnknown what a look counts for that gets no answer
/// @param operations time limits
public record RouteTableResource(
        String name,
        @RefersTo(ThingKind.VIRTUAL_IP) ThingId virtualIp,
        @Otherwise("warn") UnknownPolicy onUnknown,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static RouteTableResource of(String name, ThingId virtualIp) {
        return new RouteTableResource(name, virtualIp, UnknownPolicy.WARN, Operations.DEFAULT);
    }

    public RouteTableResource withName(String name) {
        return new RouteTableResource(name, virtualIp, onUnknown, operations);
    }

    public RouteTableResource withVirtualIp(ThingId virtualIp) {
        return new RouteTableResource(name, virtualIp, onUnknown, operations);
    }

    public RouteTableResource withOnUnknown(UnknownPolicy onUnknown) {
        return new RouteTableResource(name, virtualIp, onUnknown, operations);
    }

    @Override
    public RouteTableResource withOperations(Operations operations) {
        return new RouteTableResource(name, virtualIp, onUnknown, operations);
    }
}
