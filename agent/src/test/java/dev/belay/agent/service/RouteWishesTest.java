package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.CloudAnswer;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.TransitGateway;
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
import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nodes in the VPCs `a` and `b` at one transit gateway.
class RouteWishesTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final Cidr DESTINATION = Cidr.parse("10.99.0.5/32").orThrow();

    private static Node node(String id, String vpc) {
        return Node.of(new ThingId(id), id, NodeRole.WORKER)
                .withWithin(Optional.of(new ThingId(vpc)));
    }

    private static Vpc vpc(String id) {
        return Vpc.of(new ThingId(id), id)
                .withVpcId(Optional.of("vpc-" + id))
                .withRegion("eu-central-1");
    }

    private static RouteTable table(String id, String vpc) {
        return RouteTable.of(new ThingId(id), id)
                .withWithin(Optional.of(new ThingId(vpc)))
                .withRouteTableId(Optional.of("rtb-" + id));
    }

    private static TransitGateway gateway(String... tables) {
        return TransitGateway.of(new ThingId("hub"), "hub")
                .withGatewayId(Optional.of("tgw-1"))
                .withAttachments(
                        Stream.of("a", "b")
                                .map(vpc ->
                                        VpcAttachment.of(new ThingId(vpc))
                                                .withAttachmentId(Optional.of("tgw-attach-" + vpc)))
                                .toList())
                .withRoutes(List.of(new TransitRoute(DESTINATION, new ThingId("a"))))
                .withRouteTableIds(List.of(tables));
    }

    private static Design design() {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(vpc("a"))
                .with(vpc("b"))
                .with(table("one", "a"))
                .with(table("two", "b"))
                .with(node("n1", "a"))
                .with(node("n2", "b"))
                .with(gateway("tgw-rtb-1"))
                .with(
                        VirtualIp.of(VIP, "front")
                                .withAddress(Optional.of(IpAddress.parse("10.99.0.5").orThrow()))
                                .withMeans(VirtualIpMeans.ROUTE_TABLE)
                                .withRouteTables(List.of(new ThingId("one"), new ThingId("two"))))
                .with(
                        Service.of(new ThingId("web"), "Web")
                                .withResources(List.of(RouteTableResource.of("route", VIP))));
    }

    private static CloudAnswer<RouteWish> at(Design design, String node) {
        return RouteWishes.at(design, VIP, design.find(new ThingId(node), Node.class))
                .orElseThrow();
    }

    private static RouteWish wish(String active, String table, String standby, String other) {
        return new RouteWish(
                DESTINATION,
                List.of(
                        new RoutePlace.Active(
                                "eu-central-1",
                                "vpc-" + active,
                                List.of("rtb-" + table),
                                Optional.of("tgw-1")),
                        new RoutePlace.Standby(
                                "eu-central-1", "vpc-" + standby, List.of("rtb-" + other), "tgw-1"),
                        new RoutePlace.Transit(
                                "eu-central-1", "tgw-rtb-1", "tgw-attach-" + active)));
    }

    @Test
    void each_node_has_its_own() {
        assertThat(at(design(), "n1"))
                .isEqualTo(new CloudAnswer.Done<>(wish("a", "one", "b", "two")));
        assertThat(at(design(), "n2"))
                .isEqualTo(new CloudAnswer.Done<>(wish("b", "two", "a", "one")));
        assertThat(RouteWishes.at(design(), new ThingId("other"), Optional.empty())).isEmpty();
    }

    @Test
    void the_service_is_the_same_on_all_nodes() {
        ServicePlan plan = ServicePlan.of(design(), "web");

        assertThat(plan.objections()).isEmpty();
        assertThat(plan.resources().getFirst().kind())
                .isEqualTo("route 10.99.0.5/32 in vpc-a, vpc-b");
    }

    @Test
    void a_table_of_a_gateway_that_is_drawn_later_begins_no_stay_anew() {
        Design before = design();
        Design after = before.with(gateway("tgw-rtb-1", "tgw-rtb-2"));

        assertThat(at(after, "n1")).isNotEqualTo(at(before, "n1"));
        assertThat(ServicePlan.of(after, "web").form())
                .isEqualTo(ServicePlan.of(before, "web").form());
    }

    @Test
    void what_several_VPCs_lack_is_said() {
        assertThat(objection(design().with(gateway())))
                .contains("transit gateway 'hub' does not say which of its route tables");
        assertThat(
                        objection(
                                design().with(
                                                gateway("tgw-rtb-1")
                                                        .withAttachments(
                                                                List.of(
                                                                        VpcAttachment.of(
                                                                                        new ThingId(
                                                                                                "a"))
                                                                                .withAttachmentId(
                                                                                        Optional.of(
                                                                                                "tgw-attach-a")))))))
                .contains("in one VPC, found 'a', 'b'", "attach 'b' to one transit gateway");
        assertThat(
                        objection(
                                design().with(
                                                gateway("tgw-rtb-1")
                                                        .withAttachments(
                                                                List.of(
                                                                        VpcAttachment.of(
                                                                                new ThingId("a")),
                                                                        VpcAttachment.of(
                                                                                new ThingId(
                                                                                        "b")))))))
                .contains("to VPC 'a'", "neither an attachment nor a peering with an id");
    }

    private static String objection(Design design) {
        return ServicePlan.of(design, "web").objections().getFirst();
    }

    @Test
    void a_node_that_is_in_none_of_several_VPCs_has_no_routes() {
        Design design = design().with(vpc("c")).with(node("n3", "c"));

        assertThat(at(design, "n3").why())
                .isEqualTo(
                        "node 'n3' was wanted in a VPC of virtual IP 'front', found none: draw it in"
                                + " one of 'a', 'b'");
        assertThat(RouteWishes.at(design, VIP, Optional.empty()).orElseThrow().why())
                .contains("the design does not draw it");
    }
}
