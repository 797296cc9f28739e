package dev.belay.app.proxy;

import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.InForce;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.Node;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cluster of three nodes in one region, of which the first two use a proxy.
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T05:02:14Z");

    /// What the source of this feature warns of: the line comes after the one that denies all.
    static final String BAD_CONF =
            """
            http_port 3128
            acl myacl src 10.0.0.0/16
            http_access deny all
            http_access allow myacl
            """;

    private Samples() {}

    static DesignFixture cluster() {
        return DesignFixture.voters("edge-tokyo", NOW, "gw-1", "gw-2", "gw-3");
    }

    /// What is in force there.
    static Design design(DesignFixture cluster) throws AgentException {
        Design design = InForce.ask(cluster).design();
        Vpc vpc = Vpc.of(new ThingId("vpc"), "vpc").withRegion("ap-northeast-1");
        design = design.with(vpc);
        for (Node node : design.nodes()) {
            design = design.with(node.withWithin(Optional.of(vpc.id())));
        }
        return design;
    }

    static Service service(Resource... resources) {
        return Service.of(new ThingId("web"), "web").withResources(List.of(resources));
    }

    /// One that calls AWS by an agent.
    static Service caller() {
        return service(OcfResource.of("name", "aws-vpc-route53"));
    }

    static Proxy other() {
        return Proxy.of(new ThingId("other"), "other")
                .withHost(Optional.of("192.168.10.201"))
                .withUsers(List.of(new ThingId("gw-1")));
    }

    static ProxyForm form() {
        return ProxyForm.empty()
                .with(Field.NAME, "squid")
                .with(Field.HOST, "192.168.10.200")
                .with(Field.SOURCES, "10.0.0.0/16")
                .with(Field.USERS, "gw-1, gw-2");
    }
}
