package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each is wrong in one way, some in two that hang together; nothing else may be found.
class BrokenEnvironmentsTest {

    private static final String TABLES = "route-tables";
    private static final String ROUTES = "tgw-rtb-05aa11bb.routes";
    private static final String MAIN = "/RouteTables/0/Routes";
    private static final String ASSOCIATION = "/directConnectGatewayAssociations/0";

    private static Arguments broken(
            String what, UnaryOperator<Environment> change, String... found) {
        return Arguments.of(what, change, List.of(found));
    }

    static Stream<Arguments> environments() {
        return Stream.of(nodes(), addresses(), tables(), ways(), transit(), lines())
                .flatMap(it -> it);
    }

    private static Stream<Arguments> nodes() {
        return Stream.of(
                broken(
                        "one node alone",
                        env -> env.nodes(env.wanted().nodes().getFirst()),
                        "node-zones TOO_FEW_NODES",
                        "subnet-zones TOO_FEW_NODES"),
                broken(
                        "both nodes in one zone",
                        env ->
                                env.set(
                                                "instances",
                                                "/Reservations/1/Instances/0/Placement/AvailabilityZone",
                                                "\"ap-northeast-1a\"")
                                        .set(
                                                "subnets",
                                                "/Subnets/1/AvailabilityZone",
                                                "\"ap-northeast-1a\""),
                        "node-zones ONE_ZONE",
                        "subnet-zones SUBNETS_IN_ONE_ZONE"),
                broken(
                        "instance in another VPC",
                        env ->
                                env.set(
                                        "instances",
                                        "/Reservations/1/Instances/0/VpcId",
                                        "\"vpc-0f0f0f0f\""),
                        "instances INSTANCE_IN_OTHER_VPC"),
                broken(
                        "interface moved to another instance",
                        env ->
                                env.set(
                                                "interfaces",
                                                "/NetworkInterfaces/1/Attachment/InstanceId",
                                                "\"i-0999999999\"")
                                        .set(
                                                "instances",
                                                "/Reservations/1/Instances/0/NetworkInterfaces/0/NetworkInterfaceId",
                                                "\"eni-0999999999\""),
                        "instances INTERFACE_NOT_OF_NODE"),
                broken(
                        "check of the interface on",
                        env ->
                                env.set(
                                        "interfaces",
                                        "/NetworkInterfaces/0/SourceDestCheck",
                                        "true"),
                        "source-check CHECK_ON_INTERFACE"),
                broken(
                        "check of the instance on",
                        env ->
                                env.set(
                                        "instances",
                                        "/Reservations/1/Instances/0/SourceDestCheck",
                                        "true"),
                        "source-check CHECK_ON_INSTANCE"));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                broken(
                        "virtual IP inside a secondary network of the VPC",
                        env ->
                                env.add(
                                                "vpcs",
                                                "/Vpcs/0/CidrBlockAssociationSet",
                                                "{\"CidrBlock\": \"10.200.0.0/16\", \"CidrBlockState\": {\"State\": \"associated\"}}")
                                        .set(
                                                "dx-associations",
                                                ASSOCIATION
                                                        + "/allowedPrefixesToDirectConnectGateway/1/cidr",
                                                "\"10.200.0.0/16\""),
                        "vip-outside-vpc VIP_IN_VPC"),
                broken(
                        "virtual IP inside the site",
                        env ->
                                env.site("172.16.0.0/16", "10.200.0.0/24")
                                        .add(
                                                ROUTES,
                                                "/Routes",
                                                GoodAnswers.toSite("10.200.0.0/24", "propagated"))
                                        .add(TABLES, MAIN, toTransit("10.200.0.0/24"))
                                        .add(
                                                TABLES,
                                                "/RouteTables/1/Routes",
                                                toTransit("10.200.0.0/24")),
                        "vip-outside-site VIP_ON_PREMISES"),
                broken(
                        "the site's network is a summary that holds the VPC's and the virtual IP",
                        env ->
                                env.site("10.0.0.0/8")
                                        .set(
                                                ROUTES,
                                                "/Routes/2",
                                                GoodAnswers.toSite("10.0.0.0/8", "propagated"))
                                        .add(
                                                ROUTES,
                                                "/Routes",
                                                GoodAnswers.transitRoute(
                                                        "10.9.0.0/16",
                                                        "propagated",
                                                        "tgw-attach-0bad0bad",
                                                        "vpc-0f0f0f0f",
                                                        "vpc"))
                                        .set(TABLES, MAIN + "/1", toTransit("10.0.0.0/8"))
                                        .set(
                                                TABLES,
                                                "/RouteTables/1/Routes/1",
                                                toTransit("10.0.0.0/8")),
                        "vip-outside-site SITE_SUMMARY"),
                broken(
                        "same virtual IP in another VPC",
                        env ->
                                env.add(
                                        TABLES,
                                        "/RouteTables/2/Routes",
                                        "{\"DestinationCidrBlock\": \"10.200.0.10/32\", \"NetworkInterfaceId\": \"eni-0a0a0a0a\", \"State\": \"active\"}"),
                        "vip-elsewhere VIP_IN_OTHER_VPC"));
    }

    /// The first node has one more, at the second place.
    static Environment secondInterface(Environment env) {
        String second =
                GoodAnswers.INTERFACE
                        .formatted("eni-0ddddddd", "i-0c1d9e27a4b8f3356", "subnet-2222aaaa")
                        .replace("\"DeviceIndex\": 0", "\"DeviceIndex\": 1");
        return env.add("interfaces", "/NetworkInterfaces", second)
                .add("instances", "/Reservations/0/Instances/0/NetworkInterfaces", second);
    }

    static String toEndpoint(String destination) {
        return "{\"DestinationCidrBlock\": \""
                + destination
                + "\", \"GatewayId\": \"vpce-0a0a0a0a\", \"State\": \"active\"}";
    }

    static String toTransit(String destination) {
        return "{\"DestinationCidrBlock\": \""
                + destination
                + "\", \"TransitGatewayId\": \"tgw-0c3f8e1a\", \"State\": \"active\"}";
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                broken(
                        "route missing in the main table",
                        env -> env.remove(TABLES, MAIN + "/0"),
                        "vip-route ROUTE_MISSING"),
                broken(
                        "route missing, the default route takes the packets",
                        env ->
                                env.set(
                                        TABLES,
                                        "/RouteTables/1/Routes/0",
                                        "{\"DestinationCidrBlock\": \"0.0.0.0/0\", \"NatGatewayId\": \"nat-0a0a0a0a\", \"State\": \"active\"}"),
                        "vip-route ROUTE_SHADOWED"),
                broken(
                        "route of a wider network only",
                        env ->
                                env.set(
                                        TABLES,
                                        MAIN + "/0/DestinationCidrBlock",
                                        "\"10.200.0.0/28\""),
                        "vip-route ROUTE_TOO_WIDE"),
                broken(
                        "black hole",
                        env -> env.set(TABLES, MAIN + "/0/State", "\"blackhole\""),
                        "vip-route ROUTE_BLACKHOLE"),
                broken(
                        "stolen by an interface of something else",
                        env -> env.set(TABLES, MAIN + "/0/NetworkInterfaceId", "\"eni-0bad0bad\""),
                        "vip-route ROUTE_STOLEN"),
                broken(
                        "led to a node's second interface",
                        env ->
                                secondInterface(env)
                                        .set(
                                                TABLES,
                                                MAIN + "/0/NetworkInterfaceId",
                                                "\"eni-0ddddddd\"")
                                        .nodes(
                                                new Wanted.NodeAt(
                                                        "gw-1",
                                                        Optional.of("i-0c1d9e27a4b8f3356"),
                                                        Optional.empty()),
                                                env.wanted().nodes().get(1)),
                        "vip-route ROUTE_TO_OTHER_INTERFACE"),
                broken(
                        "route back to the transit gateway: a loop",
                        env -> env.set(TABLES, MAIN + "/0", toTransit("10.200.0.10/32")),
                        "vip-route ROUTE_TO_GATEWAY"),
                broken(
                        "two tables, two nodes",
                        env ->
                                env.set(
                                        TABLES,
                                        "/RouteTables/1/Routes/0/NetworkInterfaceId",
                                        "\"eni-0e58a1b3\""),
                        "vip-route-same ROUTES_DISAGREE"),
                broken(
                        "a table that nothing uses leads to a firewall",
                        env ->
                                env.add(
                                                TABLES,
                                                "/RouteTables",
                                                GoodAnswers.TABLE.formatted("rtb-0e0e0e0e", ""))
                                        .set(
                                                TABLES,
                                                "/RouteTables/3/Routes/0",
                                                toEndpoint("10.200.0.10/32")),
                        "vip-route GOES_BY"),
                broken(
                        "table of another VPC named",
                        env -> env.tables("rtb-0a1f93c2", "rtb-0c550000"),
                        "vip-route TABLE_IN_OTHER_VPC"),
                broken(
                        "a table in use without the route",
                        env ->
                                env.add(
                                                "subnets",
                                                "/Subnets",
                                                GoodAnswers.SUBNET.formatted(
                                                        "subnet-3333aaaa",
                                                        "ap-northeast-1a",
                                                        "10.0.140.0/24"))
                                        .add(
                                                TABLES,
                                                "/RouteTables",
                                                GoodAnswers.table(
                                                        "rtb-0d0d0d0d",
                                                        "\"Main\": false, \"SubnetId\": \"subnet-3333aaaa\""))
                                        .remove(TABLES, "/RouteTables/3/Routes/0"),
                        "vip-tables TABLE_WITHOUT_VIP"));
    }

    private static Stream<Arguments> ways() {
        return Stream.of(
                broken(
                        "no way back to the site",
                        env -> env.remove(TABLES, MAIN + "/1"),
                        "return-route RETURN_MISSING"),
                broken(
                        "the way back is a black hole",
                        env -> env.set(TABLES, MAIN + "/1/State", "\"blackhole\""),
                        "return-route RETURN_BLACKHOLE"),
                broken(
                        "the way back leads to a peering",
                        env ->
                                env.set(
                                        TABLES,
                                        MAIN + "/1",
                                        "{\"DestinationCidrBlock\": \"172.16.0.0/16\", \"VpcPeeringConnectionId\": \"pcx-0a0a0a0a\", \"State\": \"active\"}"),
                        "return-route RETURN_ELSEWHERE"),
                broken(
                        "part of the site leaves elsewhere",
                        env ->
                                env.add(
                                        TABLES,
                                        MAIN,
                                        "{\"DestinationCidrBlock\": \"172.16.20.0/24\", \"GatewayId\": \"vgw-0a0a0a0a\", \"State\": \"active\"}"),
                        "return-route RETURN_SHADOWED"));
    }

    private static Stream<Arguments> transit() {
        return Stream.of(
                broken(
                        "VPC not attached",
                        env ->
                                env.remove("attachments", "/TransitGatewayAttachments/0")
                                        .remove(
                                                "vpc-attachments",
                                                "/TransitGatewayVpcAttachments/0"),
                        "tgw-attachment NO_ATTACHMENT"),
                broken(
                        "attachment waits to be accepted",
                        env ->
                                env.set(
                                                "attachments",
                                                "/TransitGatewayAttachments/0/State",
                                                "\"pendingAcceptance\"")
                                        .set(
                                                "vpc-attachments",
                                                "/TransitGatewayVpcAttachments/0/State",
                                                "\"pendingAcceptance\""),
                        "tgw-attachment ATTACHMENT_NOT_AVAILABLE"),
                broken(
                        "attachment without the zone of a node",
                        env ->
                                env.remove(
                                        "vpc-attachments",
                                        "/TransitGatewayVpcAttachments/0/SubnetIds/1"),
                        "tgw-zones ATTACHMENT_ZONE_MISSING"),
                broken(
                        "attachment of the VPC with no route table",
                        env ->
                                env.remove(
                                                "attachments",
                                                "/TransitGatewayAttachments/0/Association")
                                        .remove("tgw-rtb-05aa11bb.associations", "/Associations/0"),
                        "tgw-association ASSOCIATION_MISSING"),
                broken(
                        "VPC not propagated",
                        env ->
                                env.remove(
                                                "tgw-rtb-05aa11bb.propagations",
                                                "/TransitGatewayRouteTablePropagations/0")
                                        .remove(ROUTES, "/Routes/1"),
                        "tgw-propagation PROPAGATION_MISSING"),
                broken(
                        "no static route to the virtual IP",
                        env -> env.remove(ROUTES, "/Routes/0"),
                        "tgw-route TRANSIT_ROUTE_MISSING"),
                broken(
                        "static route to the virtual IP is a black hole",
                        env ->
                                env.set(
                                        ROUTES,
                                        "/Routes/0",
                                        GoodAnswers.blackhole("10.200.0.10/32")),
                        "tgw-route TRANSIT_ROUTE_BLACKHOLE"),
                broken(
                        "static route leads to another attachment",
                        env ->
                                env.set(
                                        ROUTES,
                                        "/Routes/0",
                                        GoodAnswers.transitRoute(
                                                "10.200.0.10/32",
                                                "static",
                                                "tgw-attach-0bad0bad",
                                                "vpn-0f0f0f0f",
                                                "vpn")),
                        "tgw-route TRANSIT_ROUTE_ELSEWHERE"),
                broken(
                        "a narrower network shadows the static route",
                        env ->
                                env.set(
                                                ROUTES,
                                                "/Routes/0",
                                                GoodAnswers.toVpc("10.200.0.0/24", "static"))
                                        .add(
                                                ROUTES,
                                                "/Routes",
                                                GoodAnswers.toSite("10.200.0.0/28", "propagated")),
                        "tgw-route TRANSIT_ROUTE_ELSEWHERE"),
                broken(
                        "the site is not learned",
                        env -> env.remove(ROUTES, "/Routes/2"),
                        "tgw-return TRANSIT_RETURN_MISSING"),
                broken(
                        "a part of the site leads to another VPC",
                        env ->
                                env.add(
                                        ROUTES,
                                        "/Routes",
                                        GoodAnswers.transitRoute(
                                                "172.16.20.0/24",
                                                "static",
                                                "tgw-attach-0bad0bad",
                                                "vpc-0f0f0f0f",
                                                "vpc")),
                        "tgw-return TRANSIT_RETURN_ELSEWHERE"),
                broken(
                        "the way back is dropped by the transit gateway",
                        env -> env.add(ROUTES, "/Routes", GoodAnswers.blackhole("172.16.0.0/16")),
                        "tgw-return TRANSIT_RETURN_BLACKHOLE"));
    }

    private static Stream<Arguments> lines() {
        return Stream.of(
                broken(
                        "no association with the Direct Connect gateway",
                        env -> env.remove("dx-associations", ASSOCIATION),
                        "dx-association NO_GATEWAY_ASSOCIATION"),
                broken(
                        "association not finished",
                        env ->
                                env.set(
                                        "dx-associations",
                                        ASSOCIATION + "/associationState",
                                        "\"associating\""),
                        "dx-association GATEWAY_NOT_ASSOCIATED"),
                broken(
                        "virtual IP not allowed",
                        env ->
                                env.remove(
                                        "dx-associations",
                                        ASSOCIATION + "/allowedPrefixesToDirectConnectGateway/1"),
                        "dx-prefixes PREFIX_VIP_MISSING"),
                broken(
                        "network of the VPC not allowed",
                        env ->
                                env.remove(
                                        "dx-associations",
                                        ASSOCIATION + "/allowedPrefixesToDirectConnectGateway/0"),
                        "dx-prefixes PREFIX_VPC_MISSING"),
                broken(
                        "Direct Connect gateway is not attached",
                        env -> env.remove("attachments", "/TransitGatewayAttachments/1"),
                        "dx-association NO_LINE_ATTACHMENT"));
    }

    static List<String> found(Preflight preflight) {
        return preflight.results().stream()
                .flatMap(result ->
                        result.findings().stream()
                                .filter(finding -> finding.outcome() != Outcome.UNKNOWN)
                                .map(finding -> result.check().id() + " " + finding.cause()))
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void what_is_wrong_is_found_and_nothing_else(
            String what, UnaryOperator<Environment> change, List<String> expected) {
        Preflight preflight = change.apply(Environment.good()).preflight();
        assertThat(found(preflight)).as(what).isEqualTo(expected);
        for (Locale locale : List.of(Locale.ROOT, Locale.JAPANESE)) {
            PreflightText text = PreflightText.of(locale);
            for (CheckResult result : preflight.results()) {
                assertThat(text.title(result.check()) + text.why(result.check())).isNotBlank();
                for (Finding finding : result.findings()) {
                    assertThat(text.sentence(finding) + text.advice(finding))
                            .doesNotContain("{", "''");
                }
            }
            preflight.path().forEach(hop -> assertThat(text.step(hop)).doesNotContain("{"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void no_change_is_ever_one_of_another_vpc(
            String what, UnaryOperator<Environment> change, List<String> expected) {
        Preflight preflight = change.apply(Environment.good()).preflight();
        assertThat(preflight.changes().commands() + preflight.changes().terraform())
                .as(what + " " + expected)
                .doesNotContain("rtb-0c550000", "vpc-0f0f0f0f", "eni-0bad0bad");
    }
}
