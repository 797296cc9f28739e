package dev.belay.model.preflight;

import java.util.Arrays;
import java.util.Optional;

/// What the AWS CLI can be asked for; each answer is known by its own key at the top.
public enum Described {
    INSTANCES("Reservations", "ec2 describe-instances"),
    INTERFACES("NetworkInterfaces", "ec2 describe-network-interfaces"),
    SUBNETS("Subnets", "ec2 describe-subnets"),
    VPCS("Vpcs", "ec2 describe-vpcs"),
    ROUTE_TABLES("RouteTables", "ec2 describe-route-tables"),
    TRANSIT_GATEWAYS("TransitGateways", "ec2 describe-transit-gateways"),
    /// Of all kinds, with the route table that each is associated with.
    ATTACHMENTS("TransitGatewayAttachments", "ec2 describe-transit-gateway-attachments"),
    /// Those of VPCs, with their subnets.
    VPC_ATTACHMENTS("TransitGatewayVpcAttachments", "ec2 describe-transit-gateway-vpc-attachments"),
    TRANSIT_TABLES("TransitGatewayRouteTables", "ec2 describe-transit-gateway-route-tables"),
    /// Of one route table; the answer does not say of which.
    TRANSIT_ASSOCIATIONS("Associations", "ec2 get-transit-gateway-route-table-associations"),
    /// Of one route table; the answer does not say of which.
    TRANSIT_PROPAGATIONS(
            "TransitGatewayRouteTablePropagations",
            "ec2 get-transit-gateway-route-table-propagations"),
    /// Of one route table; the answer does not say of which.
    TRANSIT_ROUTES("Routes", "ec2 search-transit-gateway-routes"),
    GATEWAY_ASSOCIATIONS(
            "directConnectGatewayAssociations",
            "directconnect describe-direct-connect-gateway-associations");

    private final String key;
    private final String command;

    Described(String key, String command) {
        this.key = key;
        this.command = command;
    }

    /// The key at the top of the answer.
    public String key() {
        return key;
    }

    /// Service and operation, as the AWS CLI calls them.
    public String command() {
        return command;
    }

    /// Whether the answer is about one transit gateway route table and does not name it.
    public boolean isOfOneTable() {
        return this == TRANSIT_ASSOCIATIONS
                || this == TRANSIT_PROPAGATIONS
                || this == TRANSIT_ROUTES;
    }

    static Optional<Described> byKey(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
