package dev.belay.model.cloud;

import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.List;

/// A transit gateway at a Direct Connect gateway.
///
/// @param transitGateway the transit gateway
/// @param allowedPrefixes announced to the site exactly as written
public record GatewayAssociation(
        @RefersTo(ThingKind.TRANSIT_GATEWAY) ThingId transitGateway, List<Cidr> allowedPrefixes) {

    public GatewayAssociation {
        allowedPrefixes = List.copyOf(allowedPrefixes);
    }

    /// One with all that is optional left as it is by default.
    public static GatewayAssociation of(ThingId transitGateway) {
        return new GatewayAssociation(transitGateway, List.of());
    }
}
