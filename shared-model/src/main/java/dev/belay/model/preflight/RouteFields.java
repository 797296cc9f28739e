package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// Route tables and their lines in answers.
final class RouteFields {

    private static final String ACTIVE = "active";

    /// Where AWS names what a route leads to; an interface before the instance that it is of.
    private static final List<String> TARGETS =
            List.of(
                    "NetworkInterfaceId",
                    "TransitGatewayId",
                    "GatewayId",
                    "NatGatewayId",
                    "VpcPeeringConnectionId",
                    "EgressOnlyInternetGatewayId",
                    "LocalGatewayId",
                    "CarrierGatewayId",
                    "CoreNetworkArn",
                    "InstanceId");

    private RouteFields() {}

    static Table table(Fields one) {
        List<Fields> associations =
                one.maybeItems("Associations").stream().filter(RouteFields::isInForce).toList();
        return new Table(
                one.id("RouteTableId"),
                one.id("VpcId"),
                associations.stream().anyMatch(at -> at.flag("Main")),
                associations.stream().flatMap(at -> at.maybeId("SubnetId").stream()).toList(),
                one.items("Routes").stream().map(RouteFields::route).toList());
    }

    private static boolean isInForce(Fields association) {
        return association
                .below("AssociationState")
                .maybeId("State")
                .filter(state -> state.startsWith("disassociat") || state.equals("failed"))
                .isEmpty();
    }

    private static TableRoute route(Fields one) {
        Optional<Cidr> destination =
                one.maybeCidr("DestinationCidrBlock")
                        .or(() -> one.maybeCidr("DestinationIpv6CidrBlock"));
        Optional<String> target =
                TARGETS.stream().flatMap(key -> one.maybeId(key).stream()).findFirst();
        return new TableRoute(
                destination,
                one.maybeId("DestinationPrefixListId"),
                target.orElse(""),
                one.maybeId("InstanceId"),
                one.id("State").equals(ACTIVE),
                one.maybeId("Origin").filter("EnableVgwRoutePropagation"::equals).isPresent());
    }

    static TransitTableRoute transitRoute(Fields one) {
        List<Fields> attachments = one.maybeItems("TransitGatewayAttachments");
        return new TransitTableRoute(
                one.maybeCidr("DestinationCidrBlock"),
                one.maybeId("PrefixListId"),
                attachments.stream().map(at -> at.id("TransitGatewayAttachmentId")).toList(),
                !attachments.isEmpty()
                        && attachments.stream()
                                .allMatch(at ->
                                        at.maybeId("ResourceType")
                                                .filter(Attachment.VPC::equals)
                                                .isPresent()),
                one.maybeId("Type").filter("static"::equals).isPresent(),
                one.id("State").equals(ACTIVE));
    }
}
