package dev.belay.model.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Good in different ways: none of them may raise an alarm.
class GoodEnvironmentsTest {

    private static final String ROUTES = "tgw-rtb-05aa11bb.routes";
    private static final String PREFIXES =
            "/directConnectGatewayAssociations/0/allowedPrefixesToDirectConnectGateway";

    private static Arguments good(String what, UnaryOperator<Environment> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> environments() {
        return Stream.of(
                good("two nodes, main and explicit table", env -> env),
                good("three nodes", GoodEnvironmentsTest::threeNodes),
                good("one table for all", GoodEnvironmentsTest::oneTable),
                good("explicit association and propagation", GoodEnvironmentsTest::explicit),
                good("two tables of the transit gateway", GoodEnvironmentsTest::twoTransitTables),
                good("secondary network of the VPC", GoodEnvironmentsTest::secondary),
                good(
                        "covering allowed prefix",
                        env ->
                                env.set(
                                                "dx-associations",
                                                PREFIXES + "/1/cidr",
                                                "\"10.200.0.0/24\"")
                                        .remove("dx-associations", PREFIXES + "/2")),
                good("networks in halves", GoodEnvironmentsTest::halves),
                good("IPv6 in the VPC", GoodEnvironmentsTest::ipv6),
                good(
                        "IPv6 at the site, which an IPv4 address has no use for",
                        env -> env.site("172.16.0.0/16", "2001:db8:2::/48")),
                good(
                        "default route to the transit gateway",
                        env ->
                                env.set(
                                                "route-tables",
                                                "/RouteTables/0/Routes/1/DestinationCidrBlock",
                                                "\"0.0.0.0/0\"")
                                        .set(
                                                "route-tables",
                                                "/RouteTables/1/Routes/1/DestinationCidrBlock",
                                                "\"0.0.0.0/0\"")),
                good(
                        "a second interface that nothing leads to, its check on",
                        env ->
                                BrokenEnvironmentsTest.secondInterface(env)
                                        .set(
                                                "interfaces",
                                                "/NetworkInterfaces/2/SourceDestCheck",
                                                "true")
                                        .set(
                                                "instances",
                                                "/Reservations/0/Instances/0/NetworkInterfaces/1/SourceDestCheck",
                                                "true")),
                good("gateways are found by the attachment", Environment::gatewaysNotSaid),
                good(
                        "other VPCs gone",
                        env ->
                                env.remove("vpcs", "/Vpcs/1")
                                        .remove("route-tables", "/RouteTables/2")),
                good(
                        "a table that nothing uses has no route",
                        env ->
                                env.add(
                                                "route-tables",
                                                "/RouteTables",
                                                GoodAnswers.TABLE.formatted("rtb-0e0e0e0e", ""))
                                        .remove("route-tables", "/RouteTables/3/Routes/0")),
                good(
                        "active on the other node",
                        env ->
                                env.set(
                                                "route-tables",
                                                "/RouteTables/0/Routes/0/NetworkInterfaceId",
                                                "\"eni-0e58a1b3\"")
                                        .set(
                                                "route-tables",
                                                "/RouteTables/1/Routes/0/NetworkInterfaceId",
                                                "\"eni-0e58a1b3\"")));
    }

    private static Environment threeNodes(Environment env) {
        return env.nodes(
                        env.wanted().nodes().get(0),
                        env.wanted().nodes().get(1),
                        Environment.node("gw-3", "i-0f92d4b6c8e1a3570", "eni-0f00f00f"))
                .add(
                        "instances",
                        "/Reservations/1/Instances",
                        GoodAnswers.instance(
                                "i-0f92d4b6c8e1a3570",
                                "gw-3",
                                "eni-0f00f00f",
                                "subnet-2222dddd",
                                "d",
                                "10.0.130.100"))
                .add(
                        "interfaces",
                        "/NetworkInterfaces",
                        GoodAnswers.INTERFACE.formatted(
                                "eni-0f00f00f", "i-0f92d4b6c8e1a3570", "subnet-2222dddd"));
    }

    private static Environment oneTable(Environment env) {
        return env.remove("route-tables", "/RouteTables/1").tables("rtb-0a1f93c2");
    }

    private static Environment explicit(Environment env) {
        return env.set(
                "transit-gateways",
                "/TransitGateways/0/Options",
                "{\"DefaultRouteTableAssociation\": \"disable\", \"DefaultRouteTablePropagation\": \"disable\"}");
    }

    /// One for each side, and routes by hand where nothing propagates.
    private static Environment twoTransitTables(Environment env) {
        return explicit(env)
                .add(
                        "transit-tables",
                        "/TransitGatewayRouteTables",
                        "{\"TransitGatewayRouteTableId\": \"tgw-rtb-0c0c0c0c\", \"TransitGatewayId\": \"tgw-0c3f8e1a\", \"State\": \"available\"}")
                .set(
                        "attachments",
                        "/TransitGatewayAttachments/0/Association/TransitGatewayRouteTableId",
                        "\"tgw-rtb-0c0c0c0c\"")
                .remove("tgw-rtb-05aa11bb.associations", "/Associations/0")
                .remove("tgw-rtb-05aa11bb.propagations", "/TransitGatewayRouteTablePropagations/1")
                .remove(ROUTES, "/Routes/2")
                .with(
                        "tgw-rtb-0c0c0c0c.routes",
                        "{\"Routes\": ["
                                + GoodAnswers.toSite("172.16.0.0/16", "static")
                                + "], \"AdditionalRoutesAvailable\": false}")
                .with(
                        "tgw-rtb-0c0c0c0c.propagations",
                        "{\"TransitGatewayRouteTablePropagations\": []}");
    }

    private static Environment secondary(Environment env) {
        return env.add(
                        "vpcs",
                        "/Vpcs/0/CidrBlockAssociationSet",
                        "{\"CidrBlock\": \"100.64.0.0/16\", \"CidrBlockState\": {\"State\": \"associated\"}}")
                .add(
                        "vpcs",
                        "/Vpcs/0/CidrBlockAssociationSet",
                        "{\"CidrBlock\": \"10.200.0.0/16\", \"CidrBlockState\": {\"State\": \"disassociated\"}}")
                .add("dx-associations", PREFIXES, "{\"cidr\": \"100.64.0.0/16\"}");
    }

    /// The site announces its network in halves, and the VPC's is allowed in halves.
    private static Environment halves(Environment env) {
        return env.set(ROUTES, "/Routes/2", GoodAnswers.toSite("172.16.0.0/17", "propagated"))
                .add(ROUTES, "/Routes", GoodAnswers.toSite("172.16.128.0/17", "propagated"))
                .set("dx-associations", PREFIXES + "/0/cidr", "\"10.0.0.0/17\"")
                .add("dx-associations", PREFIXES, "{\"cidr\": \"10.0.128.0/17\"}");
    }

    private static Environment ipv6(Environment env) {
        return env.set(
                        "vpcs",
                        "/Vpcs/0/Ipv6CidrBlockAssociationSet",
                        "[{\"Ipv6CidrBlock\": \"2001:db8:1::/56\", \"Ipv6CidrBlockState\": {\"State\": \"associated\"}}]")
                .add(
                        "route-tables",
                        "/RouteTables/0/Routes",
                        "{\"DestinationIpv6CidrBlock\": \"2001:db8:1::/56\", \"GatewayId\": \"local\", \"State\": \"active\"}")
                .add(
                        "route-tables",
                        "/RouteTables/0/Routes",
                        "{\"DestinationPrefixListId\": \"pl-61a54008\", \"GatewayId\": \"vpce-0a0a0a0a\", \"State\": \"active\"}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void nothing_is_found_and_the_path_is_proven(String what, UnaryOperator<Environment> change) {
        Preflight preflight = change.apply(Environment.good()).preflight();
        assertThat(preflight.results().stream().flatMap(it -> it.findings().stream()))
                .as(what)
                .isEmpty();
        assertThat(preflight.path())
                .extracting(Hop::state)
                .hasSize(8)
                .containsOnly(Hop.State.PROVEN);
        assertThat(preflight.outcome()).isEqualTo(Outcome.PASS);
        assertThat(preflight.results())
                .extracting(CheckResult::check)
                .containsExactly(PreflightCheck.values());
        assertThat(preflight.results()).noneMatch(it -> it.evidence().isEmpty());
        assertThat(preflight.changes().changes()).isEmpty();
    }
}
