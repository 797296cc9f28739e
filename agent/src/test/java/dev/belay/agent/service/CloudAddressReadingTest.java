package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.ElasticIpWish;
import dev.belay.agent.cloud.SecondaryIpWish;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudAddressReadingTest {

    private static final ThingId VIP = new ThingId("vip");
    private static final IpAddress ADDRESS = IpAddress.parse("10.0.1.50").orThrow();
    private static final ElasticIpResource ELASTIC =
            ElasticIpResource.of("public").withAllocationId(Optional.of("eipalloc-0a1b2c3d"));
    private static final SecondaryIpResource SECONDARY = SecondaryIpResource.of("second", VIP);

    private static VirtualIp vip() {
        return VirtualIp.of(VIP, "front")
                .withAddress(Optional.of(ADDRESS))
                .withPrefix(24)
                .withMeans(VirtualIpMeans.SECONDARY_IP);
    }

    private static Node node(String id, String vpc) {
        return Node.of(new ThingId(id), id, NodeRole.WORKER)
                .withWithin(Optional.of(new ThingId(vpc)));
    }

    private static Design design(VirtualIp vip, Resource... resources) {
        return Design.empty(ClusterSettings.of("c", "c", TimingProfile.STANDARD))
                .with(Vpc.of(new ThingId("a"), "a").withRegion("eu-central-1"))
                .with(Vpc.of(new ThingId("b"), "b").withRegion("us-east-1"))
                .with(node("one", "a"))
                .with(vip)
                .with(Service.of(new ThingId("web"), "Web").withResources(List.of(resources)));
    }

    private static ServiceResource first(Design design) {
        ServicePlan plan = ServicePlan.of(design, "web");
        assertThat(plan.objections()).isEmpty();
        return plan.resources().getFirst();
    }

    private static String objection(Design design) {
        return ServicePlan.of(design, "web").objections().getFirst();
    }

    @Test
    void an_Elastic_IP_is_moved_in_the_region_of_the_nodes() {
        ServiceResource read = first(design(vip(), ELASTIC.withDisassociateOnStop(true)));

        assertThat(read)
                .isEqualTo(
                        new ServiceResource.ElasticIp(
                                "public",
                                new ElasticIpWish(
                                        "eu-central-1",
                                        "eipalloc-0a1b2c3d",
                                        Optional.empty(),
                                        true),
                                UnknownPolicy.WARN,
                                Operations.DEFAULT));
        assertThat(read.kind()).isEqualTo("elastic-ip eipalloc-0a1b2c3d");
    }

    @Test
    void an_Elastic_IP_leads_to_the_address_of_its_virtual_IP() {
        assertThat(first(design(vip(), ELASTIC.withVirtualIp(Optional.of(VIP)))))
                .isInstanceOfSatisfying(
                        ServiceResource.ElasticIp.class,
                        one -> assertThat(one.wish().privateAddress()).contains(ADDRESS));
    }

    @Test
    void a_secondary_address_is_on_the_node_for_itself_alone_and_no_neighbour_is_asked() {
        Design design = design(vip(), VirtualIpResource.of("address", VIP), SECONDARY);

        assertThat(ServicePlan.of(design, "web").resources())
                .containsExactly(
                        new ServiceResource.Address(
                                "address", ADDRESS, 32, "lo", true, Operations.DEFAULT),
                        new ServiceResource.SecondaryIp(
                                "second",
                                new SecondaryIpWish("eu-central-1", ADDRESS, false),
                                UnknownPolicy.WARN,
                                Operations.DEFAULT));
    }

    @Test
    void what_is_missing_or_of_no_use_is_said() {
        assertThat(objection(design(vip(), ElasticIpResource.of("public"))))
                .isEqualTo("resource 'public': it names no Elastic IP: give it an allocation id");
        assertThat(objection(design(vip().withMeans(VirtualIpMeans.LAN), SECONDARY)))
                .contains("'front' is no secondary address", "'secondary-ip'");
        assertThat(objection(design(vip().withAddress(Optional.empty()), SECONDARY)))
                .contains("has no address");
        assertThat(
                        objection(
                                design(
                                        vip().withAddress(
                                                        Optional.of(
                                                                IpAddress.parse("2001:db8::5")
                                                                        .orThrow())),
                                        SECONDARY)))
                .contains("an address of IPv4 was wanted", "'2001:db8::5'", "'route-table'");
        assertThat(objection(design(vip(), SecondaryIpResource.of("second", new ThingId("other")))))
                .contains("the design has none of that id");
    }

    @Test
    void nodes_of_two_regions_are_refused_and_named() {
        assertThat(objection(design(vip(), ELASTIC).with(node("two", "b"))))
                .contains("nodes of one region were wanted", "'eu-central-1', 'us-east-1'");
    }
}
