package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Assigns the address of a virtual IP to the network interface of the active node, as a secondary
/// private address of the cloud's.
///
/// @param name what people call it
/// @param virtualIp which one
/// @param unassignOnStop whether a stop in order takes it off the interface; else the next active
///   node takes it over
/// @param onUnknown what a look counts for that gets no answer
/// @param operations time limits
public record SecondaryIpResource(
        String name,
        @RefersTo(ThingKind.VIRTUAL_IP) ThingId virtualIp,
        @Otherwise("false") boolean unassignOnStop,
        @Otherwise("warn") UnknownPolicy onUnknown,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static SecondaryIpResource of(String name, ThingId virtualIp) {
        return new SecondaryIpResource(
                name, virtualIp, false, UnknownPolicy.WARN, Operations.DEFAULT);
    }

    public SecondaryIpResource withName(String name) {
        return new SecondaryIpResource(name, virtualIp, unassignOnStop, onUnknown, operations);
    }

    public SecondaryIpResource withVirtualIp(ThingId virtualIp) {
        return new SecondaryIpResource(name, virtualIp, unassignOnStop, onUnknown, operations);
    }

    public SecondaryIpResource withUnassignOnStop(boolean unassignOnStop) {
        return new SecondaryIpResource(name, virtualIp, unassignOnStop, onUnknown, operations);
    }

    public SecondaryIpResource withOnUnknown(UnknownPolicy onUnknown) {
        return new SecondaryIpResource(name, virtualIp, unassignOnStop, onUnknown, operations);
    }

    @Override
    public SecondaryIpResource withOperations(Operations operations) {
        return new SecondaryIpResource(name, virtualIp, unassignOnStop, onUnknown, operations);
    }
}
