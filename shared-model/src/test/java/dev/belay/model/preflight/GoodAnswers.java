package dev.belay.model.preflight;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers of the AWS CLI in their real shape, shortened to what matters and some of what does not.
final class GoodAnswers {

    private GoodAnswers() {}

    static final String INSTANCE =
            """
            {"InstanceId": "%1$s", "InstanceType": "t3.small", "Tags": [{"Key": "Name", "Value": "%2$s"}],
             "State": {"Code": 16, "Name": "running"}, "SubnetId": "%4$s", "VpcId": "vpc-0a1b2c3d",
             "Placement": {"AvailabilityZone": "%5$s", "Tenancy": "default"}, "SourceDestCheck": false,
             "PrivateIpAddress": "%6$s",
             "NetworkInterfaces": [{"NetworkInterfaceId": "%3$s", "SubnetId": "%4$s",
               "VpcId": "vpc-0a1b2c3d", "SourceDestCheck": false, "PrivateIpAddress": "%6$s",
               "Attachment": {"AttachmentId": "eni-attach-01", "DeviceIndex": 0, "Status": "attached"}}]}
            """;

    static final String INTERFACE =
            """
            {"NetworkInterfaceId": "%1$s", "SubnetId": "%3$s", "VpcId": "vpc-0a1b2c3d",
             "SourceDestCheck": false, "Status": "in-use",
             "Attachment": {"InstanceId": "%2$s", "DeviceIndex": 0, "Status": "attached"}}
            """;

    static final String TABLE =
            """
            {"RouteTableId": "%1$s", "VpcId": "vpc-0a1b2c3d", "OwnerId": "123456789012",
             "PropagatingVgws": [], "Tags": [],
             "Associations": [%2$s],
             "Routes": [
              {"DestinationCidrBlock": "10.200.0.10/32", "NetworkInterfaceId": "eni-0d41c7f2",
               "InstanceId": "i-0c1d9e27a4b8f3356", "InstanceOwnerId": "123456789012",
               "Origin": "CreateRoute", "State": "active"},
              {"DestinationCidrBlock": "172.16.0.0/16", "TransitGatewayId": "tgw-0c3f8e1a",
               "Origin": "CreateRoute", "State": "active"},
              {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local",
               "Origin": "CreateRouteTable", "State": "active"},
              {"DestinationCidrBlock": "10.200.0.20/32", "NetworkInterfaceId": "eni-0d41c7f2",
               "InstanceId": "i-0c1d9e27a4b8f3356", "InstanceOwnerId": "123456789012",
               "Origin": "CreateRoute", "State": "active"}]}
            """;

    static final String SUBNET =
            """
            {"SubnetId": "%1$s", "VpcId": "vpc-0a1b2c3d", "AvailabilityZone": "%2$s",
             "CidrBlock": "%3$s", "State": "available"}
            """;

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "instances",
                "{\"Reservations\": [{\"Groups\": [], \"Instances\": ["
                        + instance(
                                "i-0c1d9e27a4b8f3356",
                                "gw-1",
                                "eni-0d41c7f2",
                                "subnet-2222aaaa",
                                "a",
                                "10.0.110.100")
                        + "]}, {\"Instances\": ["
                        + instance(
                                "i-0b7e13c9d2a4f6688",
                                "gw-2",
                                "eni-0e58a1b3",
                                "subnet-2222cccc",
                                "c",
                                "10.0.120.100")
                        + "]}]}");
        ALL.put(
                "interfaces",
                "{\"NetworkInterfaces\": ["
                        + INTERFACE.formatted(
                                "eni-0d41c7f2", "i-0c1d9e27a4b8f3356", "subnet-2222aaaa")
                        + ","
                        + INTERFACE.formatted(
                                "eni-0e58a1b3", "i-0b7e13c9d2a4f6688", "subnet-2222cccc")
                        + "]}");
        ALL.put(
                "subnets",
                "{\"Subnets\": ["
                        + SUBNET.formatted("subnet-2222aaaa", "ap-northeast-1a", "10.0.110.0/24")
                        + ","
                        + SUBNET.formatted("subnet-2222cccc", "ap-northeast-1c", "10.0.120.0/24")
                        + ","
                        + SUBNET.formatted("subnet-2222dddd", "ap-northeast-1d", "10.0.130.0/24")
                        + "]}");
        ALL.put(
                "vpcs",
                """
                {"Vpcs": [
                 {"VpcId": "vpc-0a1b2c3d", "CidrBlock": "10.0.0.0/16", "IsDefault": false,
                  "CidrBlockAssociationSet": [{"AssociationId": "vpc-cidr-assoc-01",
                   "CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}]},
                 {"VpcId": "vpc-0f0f0f0f", "CidrBlock": "10.9.0.0/16", "IsDefault": false,
                  "CidrBlockAssociationSet": [{"AssociationId": "vpc-cidr-assoc-02",
                   "CidrBlock": "10.9.0.0/16", "CidrBlockState": {"State": "associated"}}]}]}
                """);
        ALL.put(
                "route-tables",
                "{\"RouteTables\": ["
                        + table("rtb-0a1f93c2", "\"Main\": true")
                        + ","
                        + table(
                                "rtb-0b7c41d8",
                                "\"Main\": false, \"SubnetId\": \"subnet-2222cccc\"")
                        + """
                        , {"RouteTableId": "rtb-0c550000", "VpcId": "vpc-0f0f0f0f",
                         "Associations": [{"Main": true, "RouteTableId": "rtb-0c550000"}],
                         "Routes": [{"DestinationCidrBlock": "10.9.0.0/16", "GatewayId": "local",
                          "Origin": "CreateRouteTable", "State": "active"}]}]}
                        """);
        ALL.put(
                "transit-gateways",
                """
                {"TransitGateways": [{"TransitGatewayId": "tgw-0c3f8e1a", "State": "available",
                  "OwnerId": "123456789012", "Options": {"AmazonSideAsn": 64512,
                   "DefaultRouteTableAssociation": "enable",
                   "AssociationDefaultRouteTableId": "tgw-rtb-05aa11bb",
                   "DefaultRouteTablePropagation": "enable",
                   "PropagationDefaultRouteTableId": "tgw-rtb-05aa11bb", "DnsSupport": "enable"}}]}
                """);
        ALL.put(
                "attachments",
                """
                {"TransitGatewayAttachments": [
                 {"TransitGatewayAttachmentId": "tgw-attach-0a9b8c7d", "TransitGatewayId": "tgw-0c3f8e1a",
                  "ResourceType": "vpc", "ResourceId": "vpc-0a1b2c3d", "State": "available",
                  "Association": {"TransitGatewayRouteTableId": "tgw-rtb-05aa11bb", "State": "associated"}},
                 {"TransitGatewayAttachmentId": "tgw-attach-0d1e2f3a", "TransitGatewayId": "tgw-0c3f8e1a",
                  "ResourceType": "direct-connect-gateway",
                  "ResourceId": "5f294f92-bafb-4011-916d-9b0bdba2d0c1", "State": "available",
                  "Association": {"TransitGatewayRouteTableId": "tgw-rtb-05aa11bb", "State": "associated"}}]}
                """);
        ALL.put(
                "vpc-attachments",
                """
                {"TransitGatewayVpcAttachments": [
                 {"TransitGatewayAttachmentId": "tgw-attach-0a9b8c7d", "TransitGatewayId": "tgw-0c3f8e1a",
                  "VpcId": "vpc-0a1b2c3d", "VpcOwnerId": "123456789012", "State": "available",
                  "SubnetIds": ["subnet-2222aaaa", "subnet-2222cccc", "subnet-2222dddd"],
                  "Options": {"DnsSupport": "enable", "ApplianceModeSupport": "disable"}}]}
                """);
        ALL.put(
                "transit-tables",
                """
                {"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-05aa11bb",
                  "TransitGatewayId": "tgw-0c3f8e1a", "State": "available",
                  "DefaultAssociationRouteTable": true, "DefaultPropagationRouteTable": true}]}
                """);
        ALL.put(
                "tgw-rtb-05aa11bb.associations",
                """
                {"Associations": [
                 {"TransitGatewayAttachmentId": "tgw-attach-0a9b8c7d", "ResourceId": "vpc-0a1b2c3d",
                  "ResourceType": "vpc", "State": "associated"},
                 {"TransitGatewayAttachmentId": "tgw-attach-0d1e2f3a",
                  "ResourceId": "5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                  "ResourceType": "direct-connect-gateway", "State": "associated"}]}
                """);
        ALL.put(
                "tgw-rtb-05aa11bb.propagations",
                """
                {"TransitGatewayRouteTablePropagations": [
                 {"TransitGatewayAttachmentId": "tgw-attach-0a9b8c7d", "ResourceId": "vpc-0a1b2c3d",
                  "ResourceType": "vpc", "State": "enabled"},
                 {"TransitGatewayAttachmentId": "tgw-attach-0d1e2f3a",
                  "ResourceId": "5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                  "ResourceType": "direct-connect-gateway", "State": "enabled"}]}
                """);
        ALL.put(
                "tgw-rtb-05aa11bb.routes",
                "{\"Routes\": ["
                        + toVpc("10.200.0.10/32", "static")
                        + ","
                        + toVpc("10.0.0.0/16", "propagated")
                        + ","
                        + toSite("172.16.0.0/16", "propagated")
                        + ","
                        + toVpc("10.200.0.20/32", "static")
                        + "], \"AdditionalRoutesAvailable\": false}");
        ALL.put(
                "dx-associations",
                """
                {"directConnectGatewayAssociations": [
                 {"directConnectGatewayId": "5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                  "directConnectGatewayOwnerAccount": "123456789012", "associationState": "associated",
                  "associatedGateway": {"id": "tgw-0c3f8e1a", "type": "transitGateway",
                   "ownerAccount": "123456789012", "region": "ap-northeast-1"},
                  "associationId": "be85116d-46eb-4b43-a27a-da0c2ad648de",
                  "allowedPrefixesToDirectConnectGateway": [
                   {"cidr": "10.0.0.0/16"}, {"cidr": "10.200.0.10/32"}, {"cidr": "10.200.0.20/32"}]}]}
                """);
    }

    static String instance(
            String id, String name, String at, String subnet, String zone, String address) {
        return INSTANCE.formatted(id, name, at, subnet, "ap-northeast-1" + zone, address);
    }

    static String table(String id, String association) {
        return TABLE.formatted(
                id,
                "{\"RouteTableAssociationId\": \"rtbassoc-01\", \"RouteTableId\": \""
                        + id
                        + "\", \"AssociationState\": {\"State\": \"associated\"}, "
                        + association
                        + "}");
    }

    static String toVpc(String destination, String type) {
        return transitRoute(destination, type, "tgw-attach-0a9b8c7d", "vpc-0a1b2c3d", "vpc");
    }

    static String toSite(String destination, String type) {
        return transitRoute(
                destination,
                type,
                "tgw-attach-0d1e2f3a",
                "5f294f92-bafb-4011-916d-9b0bdba2d0c1",
                "direct-connect-gateway");
    }

    static String transitRoute(
            String destination, String type, String attachment, String resource, String kind) {
        return """
        {"DestinationCidrBlock": "%s", "Type": "%s", "State": "active",
         "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "%s", "ResourceId": "%s",
          "ResourceType": "%s"}]}
        """
                .formatted(destination, type, attachment, resource, kind);
    }

    static String blackhole(String destination) {
        return """
        {"DestinationCidrBlock": "%s", "Type": "static", "State": "blackhole"}
        """
                .formatted(destination);
    }
}
