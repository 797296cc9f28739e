package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.AwsRoles;
import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.ElasticIpWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.cloud.SecondaryIpWish;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.RecordType;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.plan.Form;
import dev.belay.model.service.Operations;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnCloudTest {

    private static ServiceResource.Routes routes(String name, String region) {
        return routes(name, region, "vpc-1");
    }

    private static ServiceResource.Routes routes(String name, String region, String vpc) {
        return new ServiceResource.Routes(
                name,
                new ThingId("vip"),
                new RouteWish(region, vpc, Cidr.parse("10.99.0.5/32").orThrow(), List.of()),
                UnknownPolicy.WARN,
                Operations.DEFAULT);
    }

    private static ServiceResource.Dns record(String name) {
        return record(name, "Z1");
    }

    private static ServiceResource.Dns record(String name, String zone) {
        return new ServiceResource.Dns(
                name,
                new DnsWish(
                        zone,
                        name + ".example.com",
                        RecordType.A,
                        Duration.ofSeconds(10),
                        true,
                        Duration.ofSeconds(20),
                        false),
                UnknownPolicy.WARN,
                Operations.DEFAULT);
    }

    private static ServicePlan plan(ServiceResource... resources) {
        return new ServicePlan("web", List.of(resources), List.of(), Form.NONE);
    }

    @Test
    void each_client_is_made_ready_once() {
        var systemd = new ServiceResource.Systemd("worker", "w.service", Operations.DEFAULT);

        assertThat(
                        OwnCloud.toWarm(
                                Stream.of(
                                        plan(routes("one", "eu-central-1"), record("a"), systemd),
                                        plan(
                                                routes("two", "eu-central-1"),
                                                routes("three", "us-east-1"),
                                                record("b")))))
                .containsExactly(
                        routes("one", "eu-central-1"), record("a"), routes("three", "us-east-1"));
    }

    /// They are called with the node's own credentials, routes perhaps with a role.
    @Test
    void addresses_of_a_region_share_a_client() {
        var elastic =
                new ServiceResource.ElasticIp(
                        "public",
                        new ElasticIpWish("eu-central-1", "eipalloc-1", Optional.empty(), false),
                        UnknownPolicy.WARN,
                        Operations.DEFAULT);
        var secondary =
                new ServiceResource.SecondaryIp(
                        "second",
                        new SecondaryIpWish(
                                "eu-central-1", IpAddress.parse("10.0.1.50").orThrow(), false),
                        UnknownPolicy.WARN,
                        Operations.DEFAULT);

        assertThat(
                        OwnCloud.toWarm(
                                Stream.of(plan(routes("one", "eu-central-1"), secondary, elastic))))
                .containsExactly(routes("one", "eu-central-1"), secondary);
    }

    /// Each of them may be called with a role of its own.
    @Test
    void routes_and_records_of_each_VPC_and_zone_are_made_ready() {
        var other = routes("two", "eu-central-1", "vpc-2");
        var zone = record("b", "Z2");

        assertThat(
                        OwnCloud.toWarm(
                                Stream.of(
                                        plan(routes("one", "eu-central-1"), record("a")),
                                        plan(other, zone))))
                .containsExactly(routes("one", "eu-central-1"), record("a"), other, zone);
    }

    @Test
    void roles_are_those_that_a_design_names() {
        String role = "arn:aws:iam::222222222222:role/belay-routes";
        var vpc = Vpc.of(new ThingId("vpc"), "vpc").withRegion("eu-central-1");
        var node = Node.of(new ThingId("a"), "a", NodeRole.ADMIN).withWithin(Optional.of(vpc.id()));
        Design design =
                Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD))
                        .with(vpc.withVpcId(Optional.of("vpc-1")))
                        .with(
                                Vpc.of(new ThingId("theirs"), "theirs")
                                        .withVpcId(Optional.of("vpc-2"))
                                        .withAssumeRole(Optional.of(role)))
                        .with(node);

        assertThat(OwnCloud.roles(design, node))
                .isEqualTo(new AwsRoles(Map.of("vpc-2", role), Map.of(), "eu-central-1"));
    }
}
