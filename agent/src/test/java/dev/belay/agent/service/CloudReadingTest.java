package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.RecordType;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudReadingTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final ThingId NAME = new ThingId("name");
    private static final Cidr DESTINATION = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Resource ROUTES = RouteTableResource.of("route", VIP);
    private static final Resource RECORD = DnsResource.of("record", NAME);

    private static VirtualIp vip() {
        return VirtualIp.of(VIP, "front")
                .withAddress(Optional.of(IpAddress.parse("10.99.0.5").orThrow()))
                .withMeans(VirtualIpMeans.ROUTE_TABLE)
                .withRouteTables(List.of(new ThingId("one")));
    }

    private static RouteTable table(String id, String vpc) {
        return RouteTable.of(new ThingId(id), id)
                .withWithin(Optional.of(new ThingId(vpc)))
                .withRouteTableId(Optional.of("rtb-" + id));
    }

    private static Vpc vpc(String id) {
        return Vpc.of(new ThingId(id), id)
                .withVpcId(Optional.of("vpc-" + id))
                .withRegion("eu-central-1");
    }

    private static DnsRecord name() {
        return DnsRecord.of(NAME, "name", "App.Example.com").withZoneId(Optional.of("Z1"));
    }

    private static Design design(VirtualIp vip, Resource... resources) {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(vpc("a"))
                .with(vpc("b"))
                .with(table("one", "a"))
                .with(vip)
                .with(name())
                .with(Service.of(new ThingId("web"), "Web").withResources(List.of(resources)));
    }

    private static ServicePlan plan(Design design) {
        return ServicePlan.of(design, "web");
    }

    private static String objection(Design design) {
        assertThat(plan(design).objections()).hasSize(1);
        return plan(design).objections().getFirst();
    }

    private static RouteWish wish(Design design) {
        assertThat(plan(design).objections()).isEmpty();
        return ((ServiceResource.Routes) plan(design).resources().getFirst()).wish();
    }

    @Test
    void a_route_is_kept_in_the_tables_that_the_virtual_IP_names_and_that_lead_to_it() {
        RouteTable leading =
                table("two", "a")
                        .withRoutes(
                                List.of(
                                        new Route(
                                                DESTINATION,
                                                RouteTarget.ACTIVE_NODE,
                                                Optional.of(VIP))));
        Design design = design(vip(), ROUTES).with(leading).with(table("three", "a"));

        assertThat(wish(design))
                .isEqualTo(
                        new RouteWish(
                                "eu-central-1",
                                "vpc-a",
                                DESTINATION,
                                List.of("rtb-one", "rtb-two")));
        assertThat(plan(design).resources().getFirst().kind())
                .isEqualTo("route 10.99.0.5/32 in vpc-a");
    }

    @Test
    void without_tables_the_VPC_is_the_one_of_the_nodes() {
        Design bare = design(vip().withRouteTables(List.of()), ROUTES);

        assertThat(objection(bare)).contains("'route'", "in one VPC", "found none");
        Node node =
                Node.of(new ThingId("n1"), "n1", NodeRole.WORKER)
                        .withWithin(Optional.of(new ThingId("b")));
        assertThat(wish(bare.with(node)))
                .isEqualTo(new RouteWish("eu-central-1", "vpc-b", DESTINATION, List.of()));
    }

    @Test
    void what_a_route_lacks_is_said() {
        assertThat(objection(design(vip().withAddress(Optional.empty()), ROUTES)))
                .isEqualTo("resource 'route': virtual IP 'front' has no address: give it one");
        assertThat(objection(design(vip().withMeans(VirtualIpMeans.LAN), ROUTES)))
                .contains("moves on a LAN", "choose the means 'route-table'");
        assertThat(objection(design(vip(), RouteTableResource.of("route", new ThingId("x")))))
                .contains("virtual IP 'x' was wanted");
        assertThat(objection(design(vip(), ROUTES).with(vpc("a").withVpcId(Optional.empty()))))
                .contains("VPC 'a' has no id");
        assertThat(
                        objection(
                                design(vip(), ROUTES)
                                        .with(
                                                table("one", "a")
                                                        .withRouteTableId(Optional.empty()))))
                .contains("route table 'one' has no id");
        assertThat(
                        objection(
                                design(
                                                vip().withRouteTables(
                                                                List.of(
                                                                        new ThingId("one"),
                                                                        new ThingId("two"))),
                                                ROUTES)
                                        .with(table("two", "b"))))
                .contains("in one VPC, found 'a', 'b'");
    }

    @Test
    void a_record_is_read_with_its_options() {
        assertThat(plan(design(vip(), RECORD)).resources())
                .containsExactly(
                        new ServiceResource.Dns(
                                "record",
                                new DnsWish(
                                        "Z1",
                                        "app.example.com",
                                        RecordType.A,
                                        Duration.ofSeconds(10),
                                        true,
                                        Duration.ofSeconds(120),
                                        false),
                                UnknownPolicy.WARN,
                                Operations.DEFAULT));
    }

    @Test
    void what_a_record_lacks_is_said() {
        assertThat(objection(design(vip(), RECORD).with(name().withZoneId(Optional.empty()))))
                .contains("'record'", "no id of its hosted zone");
        assertThat(objection(design(vip(), RECORD).with(name().withHost("no name"))))
                .contains("a full name was wanted", "found 'no name'");
        assertThat(objection(design(vip(), RECORD).with(name().withTtl(Duration.ZERO))))
                .contains("a TTL of at least a second");
        assertThat(objection(design(vip(), DnsResource.of("record", new ThingId("x")))))
                .contains("DNS record 'x' was wanted");
    }

    @Test
    void another_table_begins_a_stay_anew_and_another_name_or_note_does_not() {
        Design before = design(vip(), ROUTES, RECORD);

        assertThat(
                        plan(before.with(table("one", "a").withRouteTableId(Optional.of("rtb-9"))))
                                .form())
                .isNotEqualTo(plan(before).form());
        assertThat(plan(before.with(vpc("a").withRegion("eu-west-1"))).form())
                .isNotEqualTo(plan(before).form());
        assertThat(plan(before.with(name().withTtl(Duration.ofSeconds(5)))).form())
                .isNotEqualTo(plan(before).form());
        assertThat(
                        plan(before.with(vpc("a").withNotes("new"))
                                        .with(name().withName("other"))
                                        .with(name().withSyncTimeout(Duration.ofSeconds(5)))
                                        .with(table("one", "a").withMain(true)))
                                .form())
                .isEqualTo(plan(before).form());
    }
}
