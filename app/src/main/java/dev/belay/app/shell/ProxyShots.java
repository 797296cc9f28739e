package dev.belay.app.shell;

import dev.belay.app.design.InForce;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.Node;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Pictures of the wizard of proxies.
final class ProxyShots {
    /// What the source of this feature warns of, and a proxy that anybody may use.
    private static final String BAD_CONF =
            """
            # squid.conf of the office
            http_port 3128
            acl office src 192.168.10.0/24
            acl SSL_ports port 443
            acl myacl src 10.0.0.0/16
            http_access deny CONNECT !SSL_ports
            http_access allow office
            http_access deny all
            # for the cluster
            http_access allow myacl
            """;

    private ProxyShots() {}

    static List<Shot> all() {
        return List.of(
                of("wizard-proxy-empty", studio -> studio.wizards().open("proxy")),
                of(
                        "wizard-proxy-known",
                        studio -> {
                            cluster(studio, Optional.of(squid()));
                            studio.wizards().open("proxy");
                            studio.press("#proxy-known-squid");
                        }),
                of("wizard-proxy-ways", ProxyShots::filled),
                of(
                        "wizard-proxy-ways-below",
                        studio -> {
                            filled(studio);
                            studio.scroll("#proxy-ways");
                        }),
                of(
                        "wizard-proxy-preflight",
                        studio -> {
                            filled(studio);
                            studio.press("#proxy-scope-CLOUD_CALLS");
                            studio.type("#proxy-exceptions", "10.0.0.0/16");
                            studio.type("#proxy-sources", "10.0.110.96/30");
                            steps(studio, 1);
                        }),
                of(
                        "wizard-proxy-squid",
                        studio -> {
                            filled(studio);
                            studio.type("#proxy-squid", BAD_CONF);
                            steps(studio, 1);
                            studio.press("#preflight-bad");
                        }),
                of(
                        "wizard-proxy-review",
                        studio -> {
                            filled(studio);
                            steps(studio, 2);
                        }),
                of(
                        "wizard-proxy-review-mended",
                        studio -> {
                            filled(studio);
                            studio.press("#proxy-scope-SYSTEM");
                            studio.type("#proxy-squid", BAD_CONF);
                            steps(studio, 2);
                        }),
                of(
                        "wizard-proxy-protected",
                        studio -> {
                            studio.protect();
                            filled(studio);
                            steps(studio, 2);
                        }),
                of(
                        "wizard-proxy-done",
                        studio -> {
                            filled(studio);
                            steps(studio, 4);
                        }),
                of(
                        "wizard-proxy-drawing",
                        studio -> {
                            cluster(studio, Optional.empty());
                            studio.editor().begun(studio.work().design().kept());
                            fill(studio);
                            studio.press("#proxy-place-DRAWING");
                            users(studio);
                        }));
    }

    private static Shot of(String name, Consumer<ShotStudio> act) {
        return new Shot(name, () -> ShotFacts.of(RecordedCluster.healthy()), act);
    }

    private static Proxy squid() {
        return Proxy.of(new ThingId("squid"), "squid")
                .withHost(Optional.of("192.168.10.200"))
                .withScope(ProxyScope.CLOUD_CALLS)
                .withAllowedSources(Cidr.parse("10.0.0.0/16").good().stream().toList())
                .withUsers(List.of(new ThingId("gw-1"), new ThingId("gw-2")));
    }

    /// Three nodes in one region, and services that call the cloud.
    private static void cluster(ShotStudio studio, Optional<Proxy> proxy) {
        try {
            Design design = InForce.ask(studio.work().design()).design();
            Vpc vpc = Vpc.of(new ThingId("vpc"), "vpc").withRegion("ap-northeast-1");
            design = design.with(vpc);
            for (Node node : design.nodes()) {
                design = design.with(node.withWithin(Optional.of(vpc.id())));
            }
            Service web =
                    Service.of(new ThingId("web"), "web")
                            .withResources(
                                    List.of(
                                            OcfResource.of("web-name", "aws-vpc-route53"),
                                            SystemdResource.of("web-nginx", "nginx.service")));
            design = design.with(web);
            if (proxy.isPresent()) {
                design = design.with(proxy.get());
            }
            studio.work().design().keep(design);
        } catch (AgentException e) {
            throw new IllegalStateException("what is kept here always answers", e);
        }
    }

    private static void filled(ShotStudio studio) {
        cluster(studio, Optional.empty());
        fill(studio);
        users(studio);
    }

    private static void fill(ShotStudio studio) {
        studio.wizards().open("proxy");
        studio.type("#proxy-name", "squid");
        studio.type("#proxy-host", "192.168.10.200");
        studio.type("#proxy-sources", "10.0.0.0/16");
    }

    private static void users(ShotStudio studio) {
        for (String node : List.of("gw-1", "gw-2", "gw-3")) {
            studio.press("#proxy-user-" + node);
        }
    }

    private static void steps(ShotStudio studio, int count) {
        for (int i = 0; i < count; i++) {
            WizardModel model = studio.wizards().model().orElseThrow();
            model.next();
        }
    }
}
