package dev.belay.agent.cloud;

import dev.belay.model.value.IpAddress;

/// What a design wants of a secondary private address, whichever node is active.
///
/// @param region such as `eu-central-1`; empty: the one that the node is in
/// @param address of IPv4, in the subnet of the nodes' network interfaces
/// @param unassignOnStop whether it is taken off when the service stops
public record SecondaryIpWish(String region, IpAddress address, boolean unassignOnStop) {}
