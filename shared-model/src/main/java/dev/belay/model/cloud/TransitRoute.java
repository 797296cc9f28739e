package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;

/// A static route of a transit gateway.
///
/// @param destination where the packets go
/// @param vpc the attached VPC that they are handed to
public record TransitRoute(Cidr destination, @RefersTo(ThingKind.VPC) ThingId vpc) {}
