package dev.belay.agent.cloud;

import dev.belay.model.value.IpAddress;
import java.util.Optional;

/// What a design wants of an Elastic IP, whichever node is active.
///
/// @param region such as `eu-central-1`; empty: the one that the node is in
/// @param allocationId `eipalloc-…`
/// @param privateAddress of the node's network interface to which it leads; empty: any that is
///   there, and the primary one where it is not there yet
/// @param disassociateOnStop whether it is taken off when the service stops
public record ElasticIpWish(
        String region,
        String allocationId,
        Optional<IpAddress> privateAddress,
        boolean disassociateOnStop) {}
