package dev.belay.model.cloud;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// A hub between VPCs and lines from outside.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param gatewayId `tgw-…`
/// @param region such as `ap-northeast-1`
/// @param asn BGP autonomous system number on the cloud's side
/// @param defaultAssociation default route table association
/// @param defaultPropagation default route table propagation
/// @param attachments VPCs at it
/// @param routes static routes
/// @param routeTableIds `tgw-rtb-…` in which agents keep the static routes to virtual IPs; empty:
///   they are somebody else's
/// @param peerings other transit gateways at it; drawn at one of the two
/// @param notes what people wrote down about it; may have several lines
public record TransitGateway(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        Optional<String> gatewayId,
        @Otherwise("") String region,
        Optional<Long> asn,
        @Otherwise("true") boolean defaultAssociation,
        @Otherwise("true") boolean defaultPropagation,
        List<VpcAttachment> attachments,
        List<TransitRoute> routes,
        List<String> routeTableIds,
        List<TransitPeering> peerings,
        @Otherwise("") String notes)
        implements Thing {

    public TransitGateway {
        attachments = List.copyOf(attachments);
        routes = List.copyOf(routes);
        routeTableIds = List.copyOf(routeTableIds);
        peerings = List.copyOf(peerings);
    }

    /// One with all that is optional left as it is by default.
    public static TransitGateway of(ThingId id, String name) {
        return new TransitGateway(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.TRANSIT_GATEWAY;
    }

    @Override
    public TransitGateway withId(ThingId id) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    @Override
    public TransitGateway withName(String name) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    @Override
    public TransitGateway withWithin(Optional<ThingId> within) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    @Override
    public TransitGateway withFrame(Optional<Frame> frame) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withGatewayId(Optional<String> gatewayId) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withRegion(String region) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withAsn(Optional<Long> asn) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withDefaultAssociation(boolean defaultAssociation) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withDefaultPropagation(boolean defaultPropagation) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withAttachments(List<VpcAttachment> attachments) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withRoutes(List<TransitRoute> routes) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withRouteTableIds(List<String> routeTableIds) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    public TransitGateway withPeerings(List<TransitPeering> peerings) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }

    @Override
    public TransitGateway withNotes(String notes) {
        return new TransitGateway(
                id,
                name,
                within,
                frame,
                gatewayId,
                region,
                asn,
                defaultAssociation,
                defaultPropagation,
                attachments,
                routes,
                routeTableIds,
                peerings,
                notes);
    }
}
