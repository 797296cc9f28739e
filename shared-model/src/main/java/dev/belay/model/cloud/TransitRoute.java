package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;

/// A static route of a transit gateway.
///
/// @param destination where the packets go
/// @param vpc the VPC that they are handed to, over a peering where it is not attached; for a
///   virtual IP with nodes in several VPCs any of them: it is the one of the active node
public record TransitRoute(Cidr destination, @RefersTo(ThingKind.VPC) ThingId vpc) {}
