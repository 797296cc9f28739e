package dev.belay.model.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.TransitPeering;
import dev.belay.model.cloud.TransitRoute;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.cloud.VpcAttachment;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.route.VipPaths.Gap;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VipPathsTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final String TOKYO = "ap-northeast-1";
    private static final String OSAKA = "ap-northeast-3";

    private IpAddress address = IpAddress.parse("10.99.0.5").orThrow();

    private Cidr destination() {
        return Cidr.of(address);
    }

    private static Vpc vpc(String id, String region) {
        return Vpc.of(new ThingId(id), id).withVpcId(Optional.of("vpc-" + id)).withRegion(region);
    }

    private static Node node(String id, String vpc) {
        return Node.of(new ThingId(id), id, NodeRole.WORKER)
                .withWithin(Optional.of(new ThingId(vpc)));
    }

    private static RouteTable table(String id, String vpc, Route... routes) {
        return RouteTable.of(new ThingId(id), id)
                .withWithin(Optional.of(new ThingId(vpc)))
                .withRouteTableId(Optional.of("rtb-" + id))
                .withRoutes(List.of(routes));
    }

    private Route toActive() {
        return new Route(destination(), RouteTarget.ACTIVE_NODE, Optional.of(VIP));
    }

    private Route over(String gateway) {
        return new Route(
                destination(), RouteTarget.TRANSIT_GATEWAY, Optional.of(new ThingId(gateway)));
    }

    private static TransitGateway gateway(String id, String region, String... vpcs) {
        return TransitGateway.of(new ThingId(id), id)
                .withGatewayId(Optional.of("tgw-" + id))
                .withRegion(region)
                .withAttachments(
                        Stream.of(vpcs)
                                .map(vpc ->
                                        VpcAttachment.of(new ThingId(vpc))
                                                .withAttachmentId(Optional.of("tgw-attach-" + vpc)))
                                .toList());
    }

    private TransitGateway keeping(TransitGateway gateway, String vpc, String... tables) {
        return gateway.withRoutes(List.of(new TransitRoute(destination(), new ThingId(vpc))))
                .withRouteTableIds(List.of(tables));
    }

    /// One VPC with two nodes and a table that the virtual IP names.
    private Design one() {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(vpc("a", TOKYO))
                .with(node("n1", "a"))
                .with(node("n2", "a"))
                .with(table("a1", "a", toActive()))
                .with(vip("a1"));
    }

    private VirtualIp vip(String... tables) {
        return VirtualIp.of(VIP, "vip")
                .withAddress(Optional.of(address))
                .withMeans(VirtualIpMeans.ROUTE_TABLE)
                .withRouteTables(Stream.of(tables).map(ThingId::new).toList());
    }

    /// Nodes in two VPCs at one gateway.
    private Design two() {
        return one().with(vpc("b", TOKYO))
                .with(node("n2", "b"))
                .with(table("b1", "b", toActive()))
                .with(vip("a1", "b1"))
                .with(keeping(gateway("g", TOKYO, "a", "b"), "a", "tgw-rtb-1"));
    }

    private static VipPaths paths(Design design, String node) {
        return VipPaths.of(
                design,
                design.find(VIP, VirtualIp.class).orElseThrow(),
                design.find(new ThingId(node), Node.class).orElseThrow());
    }

    private static List<RoutePlace> places(Design design, String node) {
        VipPaths paths = paths(design, node);
        assertThat(paths.gaps()).isEmpty();
        return paths.places();
    }

    private static RoutePlace active(String vpc, String... tables) {
        return new RoutePlace.Active(TOKYO, "vpc-" + vpc, List.of(tables), Optional.empty());
    }

    @Test
    void in_one_VPC_the_active_nodes_interface_is_all_there_is() {
        assertThat(places(one(), "n1")).containsExactly(active("a", "rtb-a1"));
        assertThat(places(one(), "n2")).isEqualTo(places(one(), "n1"));
    }

    @Test
    void a_transit_gateway_is_kept_where_it_names_tables_and_draws_the_route() {
        TransitGateway drawn = keeping(gateway("g", TOKYO, "a"), "a");

        assertThat(places(one().with(drawn), "n1")).containsExactly(active("a", "rtb-a1"));
        assertThat(
                        places(
                                one().with(
                                                gateway("g", TOKYO, "a")
                                                        .withRouteTableIds(List.of("tgw-rtb-1"))),
                                "n1"))
                .containsExactly(active("a", "rtb-a1"));
        assertThat(
                        places(
                                one().with(
                                                drawn.withRouteTableIds(
                                                        List.of("tgw-rtb-2", "tgw-rtb-1"))),
                                "n1"))
                .containsExactly(
                        active("a", "rtb-a1"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-1", "tgw-attach-a"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-2", "tgw-attach-a"));
    }

    @Test
    void tables_of_other_VPCs_are_kept_where_they_draw_the_route_and_no_others() {
        Design design =
                one().with(gateway("g", TOKYO, "a", "c"))
                        .with(vpc("c", OSAKA))
                        .with(table("c1", "c", over("g")))
                        .with(table("c2", "c"))
                        .with(table("c3", "c", over("g")).withRouteTableId(Optional.empty()))
                        .with(vpc("d", TOKYO))
                        .with(table("d1", "d"));

        assertThat(places(design, "n1"))
                .containsExactly(
                        active("a", "rtb-a1"),
                        new RoutePlace.Client(OSAKA, "vpc-c", List.of("rtb-c1"), "tgw-g"));
    }

    @Test
    void a_table_of_the_active_nodes_VPC_may_lead_over_the_gateway_too() {
        Design design = one().with(gateway("g", TOKYO, "a")).with(table("a2", "a", over("g")));

        assertThat(places(design, "n1"))
                .containsExactly(
                        active("a", "rtb-a1"),
                        new RoutePlace.Client(TOKYO, "vpc-a", List.of("rtb-a2"), "tgw-g"));
    }

    @Test
    void a_failover_to_another_VPC_turns_all_routes_round() {
        assertThat(places(two(), "n1"))
                .containsExactly(
                        new RoutePlace.Active(
                                TOKYO, "vpc-a", List.of("rtb-a1"), Optional.of("tgw-g")),
                        new RoutePlace.Standby(TOKYO, "vpc-b", List.of("rtb-b1"), "tgw-g"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-1", "tgw-attach-a"));
        assertThat(places(two(), "n2"))
                .containsExactly(
                        new RoutePlace.Active(
                                TOKYO, "vpc-b", List.of("rtb-b1"), Optional.of("tgw-g")),
                        new RoutePlace.Standby(TOKYO, "vpc-a", List.of("rtb-a1"), "tgw-g"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-1", "tgw-attach-b"));
    }

    /// Two regions, as two gateways that are peered are.
    private Design peered(TransitPeering peering) {
        return one().with(vpc("b", OSAKA))
                .with(node("n2", "b"))
                .with(table("b1", "b", toActive()))
                .with(vip("a1", "b1"))
                .with(
                        keeping(gateway("g", TOKYO, "a"), "a", "tgw-rtb-1")
                                .withPeerings(List.of(peering)))
                .with(keeping(gateway("h", OSAKA, "b"), "a", "tgw-rtb-2"))
                .with(vpc("c", OSAKA))
                .with(table("c1", "c", over("h")));
    }

    private static TransitPeering peering() {
        return TransitPeering.of(new ThingId("h")).withAttachmentId(Optional.of("tgw-attach-gh"));
    }

    @Test
    void between_peered_gateways_the_one_without_the_active_node_leads_over_the_peering() {
        assertThat(places(peered(peering()), "n1"))
                .containsExactlyInAnyOrder(
                        new RoutePlace.Active(
                                TOKYO, "vpc-a", List.of("rtb-a1"), Optional.of("tgw-g")),
                        new RoutePlace.Standby(OSAKA, "vpc-b", List.of("rtb-b1"), "tgw-h"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-1", "tgw-attach-a"),
                        new RoutePlace.Transit(OSAKA, "tgw-rtb-2", "tgw-attach-gh"),
                        new RoutePlace.Client(OSAKA, "vpc-c", List.of("rtb-c1"), "tgw-h"));
        assertThat(places(peered(peering()), "n2"))
                .containsExactlyInAnyOrder(
                        new RoutePlace.Active(
                                OSAKA, "vpc-b", List.of("rtb-b1"), Optional.of("tgw-h")),
                        new RoutePlace.Standby(TOKYO, "vpc-a", List.of("rtb-a1"), "tgw-g"),
                        new RoutePlace.Transit(TOKYO, "tgw-rtb-1", "tgw-attach-gh"),
                        new RoutePlace.Transit(OSAKA, "tgw-rtb-2", "tgw-attach-b"),
                        new RoutePlace.Client(OSAKA, "vpc-c", List.of("rtb-c1"), "tgw-h"));
    }

    @Test
    void the_region_of_a_gateway_is_that_of_its_VPCs_where_it_says_none() {
        Design design =
                two().with(keeping(gateway("g", "", "b", "a"), "a", "tgw-rtb-1"))
                        .with(vpc("b", OSAKA));

        assertThat(places(design, "n1"))
                .contains(new RoutePlace.Transit(OSAKA, "tgw-rtb-1", "tgw-attach-a"));
    }

    @Test
    void addresses_of_version_6_have_the_same_routes() {
        address = IpAddress.parse("fd00:99::5").orThrow();

        assertThat(places(two(), "n2")).hasSize(3);
        assertThat(destination()).hasToString("fd00:99::5/128");
    }

    @Test
    void what_a_way_over_gateways_lacks_is_told() {
        Design design = two();
        assertThat(gaps(design.with(gateway("g", TOKYO, "a")), "n1"))
                .containsExactly(new Gap(Gap.Kind.NO_GATEWAY, thing(design, "b"), vip("a1", "b1")));
        TransitGateway silent = keeping(gateway("g", TOKYO, "a", "b"), "a");
        assertThat(gaps(design.with(silent), "n1"))
                .containsExactly(new Gap(Gap.Kind.NO_TRANSIT_TABLE, silent, vip("a1", "b1")));
        Design alone = peered(TransitPeering.of(new ThingId("h")));
        assertThat(gaps(alone, "n1"))
                .containsExactly(new Gap(Gap.Kind.NO_WAY, thing(alone, "h"), thing(alone, "a")));
        assertThat(gaps(design.with(vpc("b", TOKYO).withVpcId(Optional.empty())), "n1"))
                .extracting(Gap::kind)
                .containsExactly(Gap.Kind.NO_VPC_ID);
        assertThat(gaps(design.with(table("b1", "b").withRouteTableId(Optional.empty())), "n1"))
                .extracting(Gap::kind)
                .containsExactly(Gap.Kind.NO_TABLE_ID);
    }

    @Test
    void of_two_gateways_at_a_VPC_the_one_with_the_route_is_the_way_out() {
        Design design = two().with(gateway("other", TOKYO, "a", "b"));

        assertThat(places(design, "n1")).isEqualTo(places(two(), "n1"));
    }

    @Test
    void a_node_in_a_third_VPC_cannot_have_the_routes_of_two() {
        Design design = two().with(vpc("c", TOKYO)).with(node("n3", "c"));

        assertThat(gaps(design, "n3"))
                .extracting(Gap::kind)
                .containsExactly(Gap.Kind.NODE_ELSEWHERE);
        assertThat(places(design, "n1")).isEqualTo(places(two(), "n1"));
    }

    private static List<Gap> gaps(Design design, String node) {
        return paths(design, node).gaps();
    }

    private static Thing thing(Design design, String id) {
        return design.find(new ThingId(id)).orElseThrow();
    }
}
