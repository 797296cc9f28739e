package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.ElasticIpWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.cloud.SecondaryIpWish;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.model.network.RecordType;
import dev.belay.model.plan.Form;
import dev.belay.model.service.Operations;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnCloudTest {

    private static ServiceResource.Routes routes(String name, String region) {
        return new ServiceResource.Routes(
                name,
                new ThingId("vip"),
                new RouteWish(region, "vpc-1", Cidr.parse("10.99.0.5/32").orThrow(), List.of()),
                Operations.DEFAULT);
    }

    private static ServiceResource.Dns record(String name) {
        return new ServiceResource.Dns(
                name,
                new DnsWish(
                        "Z1",
                        name + ".example.com",
                        RecordType.A,
                        Duration.ofSeconds(10),
                        true,
                        Duration.ofSeconds(20),
                        false),
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

    @Test
    void addresses_share_the_client_of_their_region_with_routes() {
        var elastic =
                new ServiceResource.ElasticIp(
                        "public",
                        new ElasticIpWish("us-east-1", "eipalloc-1", Optional.empty(), false),
                        Operations.DEFAULT);
        var secondary =
                new ServiceResource.SecondaryIp(
                        "second",
                        new SecondaryIpWish(
                                "eu-central-1", IpAddress.parse("10.0.1.50").orThrow(), false),
                        Operations.DEFAULT);

        assertThat(
                        OwnCloud.toWarm(
                                Stream.of(plan(routes("one", "eu-central-1"), secondary, elastic))))
                .containsExactly(routes("one", "eu-central-1"), elastic);
    }
}
