package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;

/// Holds a virtual IP on the active node.
///
/// @param name what people call it
/// @param virtualIp which one
/// @param operations time limits
public record VirtualIpResource(
        String name,
        @RefersTo(ThingKind.VIRTUAL_IP) ThingId virtualIp,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static VirtualIpResource of(String name, ThingId virtualIp) {
        return new VirtualIpResource(name, virtualIp, Operations.DEFAULT);
    }

    public VirtualIpResource withName(String name) {
        return new VirtualIpResource(name, virtualIp, operations);
    }

    public VirtualIpResource withVirtualIp(ThingId virtualIp) {
        return new VirtualIpResource(name, virtualIp, operations);
    }

    @Override
    public VirtualIpResource withOperations(Operations operations) {
        return new VirtualIpResource(name, virtualIp, operations);
    }
}
