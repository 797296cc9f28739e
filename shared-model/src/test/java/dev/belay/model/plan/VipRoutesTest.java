package dev.belay.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VipRoutesTest {

    private static final ThingId VPC = new ThingId("vpc");
    private static final ThingId VIP = new ThingId("vip");
    private static final ThingId WEB = new ThingId("web");
    private static final IpAddress ADDRESS = IpAddress.parse("10.99.0.5").orThrow();

    private static RouteTable table(String id) {
        return RouteTable.of(new ThingId(id), id)
                .withWithin(Optional.of(VPC))
                .withRouteTableId(Optional.of("rtb-" + id))
                .withRoutes(
                        List.of(
                                new Route(
                                        Cidr.of(ADDRESS),
                                        RouteTarget.ACTIVE_NODE,
                                        Optional.of(VIP))));
    }

    private static Vpc vpc() {
        return Vpc.of(VPC, "vpc").withVpcId(Optional.of("vpc-1"));
    }

    private static VirtualIp vip(String... tables) {
        return VirtualIp.of(VIP, "vip")
                .withAddress(Optional.of(ADDRESS))
                .withMeans(VirtualIpMeans.ROUTE_TABLE)
                .withRouteTables(List.of(tables).stream().map(ThingId::new).toList());
    }

    private static Design design() {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(vpc())
                .with(table("one"))
                .with(vip("one"))
                .with(
                        Service.of(WEB, "web")
                                .withResources(List.of(RouteTableResource.of("route", VIP))));
    }

    private static List<Step> steps(Design wanted) {
        return Plan.of(design(), 1, wanted, Live.UNKNOWN).steps().stream()
                .map(PlannedStep::step)
                .toList();
    }

    @Test
    void another_id_of_a_table_or_of_its_VPC_is_a_change_of_the_service() {
        assertThat(steps(design().with(table("one").withRouteTableId(Optional.of("rtb-2")))))
                .singleElement()
                .isInstanceOf(Step.ServiceChanged.class);
        assertThat(steps(design().with(vpc().withVpcId(Optional.of("vpc-2")))))
                .singleElement()
                .isInstanceOf(Step.ServiceChanged.class);
    }

    @Test
    void what_no_agent_heeds_is_only_drawn() {
        assertThat(steps(design().with(vpc().withNotes("new"))))
                .singleElement()
                .isInstanceOf(Step.Drawn.class);
        assertThat(steps(design().with(table("one").withMain(true))))
                .singleElement()
                .isInstanceOf(Step.Drawn.class);
    }

    @Test
    void a_table_comes_before_the_service_is_begun_anew_for_it() {
        assertThat(steps(design().with(table("two"))))
                .singleElement()
                .isInstanceOf(Step.Drawn.class);
        assertThat(steps(design().with(table("two")).with(vip("one", "two"))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Step.Drawn.class),
                        then -> assertThat(then).isInstanceOf(Step.ServiceChanged.class));
    }
}
