package dev.belay.model.service;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// Associates an Elastic IP with the network interface of the active node.
///
/// @param name what people call it
/// @param allocationId `eipalloc-…`
/// @param virtualIp whose address on the interface it leads to; empty: the interface's own one
/// @param disassociateOnStop whether a stop in order takes it off the interface; else the next
///   active node takes it over
/// @param onUnknown what a look counts for that gets no answer
/// @param operations time limits
public record ElasticIpResource(
        String name,
        Optional<String> allocationId,
        @RefersTo(ThingKind.VIRTUAL_IP) Optional<ThingId> virtualIp,
        @Otherwise("false") boolean disassociateOnStop,
        @Otherwise("warn") UnknownPolicy onUnknown,
        @Otherwise("{}") Operations operations)
        implements Resource {

    /// One with all that is optional left as it is by default.
    public static ElasticIpResource of(String name) {
        return new ElasticIpResource(
                name,
                Optional.empty(),
                Optional.empty(),
                false,
                UnknownPolicy.WARN,
                Operations.DEFAULT);
    }

    public ElasticIpResource withName(String name) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }

    public ElasticIpResource withAllocationId(Optional<String> allocationId) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }

    public ElasticIpResource withVirtualIp(Optional<ThingId> virtualIp) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }

    public ElasticIpResource withDisassociateOnStop(boolean disassociateOnStop) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }

    public ElasticIpResource withOnUnknown(UnknownPolicy onUnknown) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }

    @Override
    public ElasticIpResource withOperations(Operations operations) {
        return new ElasticIpResource(
                name, allocationId, virtualIp, disassociateOnStop, onUnknown, operations);
    }
}
