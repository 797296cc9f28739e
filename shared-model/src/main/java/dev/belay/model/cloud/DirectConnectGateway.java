package dev.belay.model.cloud;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// Where dedicated lines enter the cloud.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param gatewayId a UUID
/// @param asn BGP autonomous system number on the cloud's side
/// @param associations transit gateways at it
/// @param notes what people wrote down about it; may have several lines
public record DirectConnectGateway(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> gatewayId,
        Optional<Long> asn,
        List<GatewayAssociation> associations,
        @Otherwise("") String notes)
        implements Thing {

    public DirectConnectGateway {
        associations = List.copyOf(associations);
    }

    /// One with all that is optional left as it is by default.
    public static DirectConnectGateway of(ThingId id, String name) {
        return new DirectConnectGateway(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.DIRECT_CONNECT_GATEWAY;
    }

    @Override
    public DirectConnectGateway withId(ThingId id) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    @Override
    public DirectConnectGateway withName(String name) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    @Override
    public DirectConnectGateway withWithin(Optional<ThingId> within) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    @Override
    public DirectConnectGateway withFrame(Optional<Frame> frame) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    public DirectConnectGateway withGatewayId(Optional<String> gatewayId) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    public DirectConnectGateway withAsn(Optional<Long> asn) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    public DirectConnectGateway withAssociations(List<GatewayAssociation> associations) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }

    @Override
    public DirectConnectGateway withNotes(String notes) {
        return new DirectConnectGateway(
                id, name, within, frame, gatewayId, asn, associations, notes);
    }
}
