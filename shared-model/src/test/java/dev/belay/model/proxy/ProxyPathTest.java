package dev.belay.model.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.proxy.ProxyPath.Way;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ways are listed in the order: EC2, Route 53, metadata, a program of the cluster, a shell.
class ProxyPathTest {
    private static final Node NODE =
            Node.of(new ThingId("gw-1"), "gw-1", NodeRole.ADMIN)
                    .withWithin(Optional.of(new ThingId("vpc")));
    private static final Proxy PROXY =
            Proxy.of(new ThingId("squid"), "squid")
                    .withHost(Optional.of("11.0.10.200"))
                    .withUsers(List.of(NODE.id()));

    private static Design design(String region, Proxy... proxies) {
        Design design =
                Design.empty(ClusterSettings.of("a", "a", TimingProfile.STANDARD))
                        .with(Vpc.of(new ThingId("vpc"), "vpc").withRegion(region))
                        .with(NODE);
        for (Proxy one : proxies) {
            design = design.with(one);
        }
        return design;
    }

    private static List<Way> ways(Proxy... proxies) {
        return ProxyPath.of(design("eu-west-1", proxies), NODE).stream()
                .map(ProxyPath::way)
                .toList();
    }

    @Test
    void the_narrowest_scope_is_for_the_clusters_own_calls_alone() {
        assertThat(ways(PROXY))
                .containsExactly(
                        Way.THROUGH, Way.THROUGH, Way.EXCEPTED, Way.OUT_OF_SCOPE, Way.OUT_OF_SCOPE);
    }

    @Test
    void a_wider_scope_is_for_programs_and_the_widest_for_shells_too() {
        assertThat(ways(PROXY.withScope(ProxyScope.SCRIPTS)))
                .containsExactly(
                        Way.THROUGH, Way.THROUGH, Way.EXCEPTED, Way.THROUGH, Way.OUT_OF_SCOPE);
        assertThat(ways(PROXY.withScope(ProxyScope.SYSTEM)))
                .containsExactly(Way.THROUGH, Way.THROUGH, Way.EXCEPTED, Way.THROUGH, Way.THROUGH);
    }

    @Test
    void endpoints_that_are_exceptions_and_a_proxy_for_http_alone_are_passed_by() {
        Proxy narrow = PROXY.withNoProxy(List.of("route53.amazonaws.com"));
        assertThat(ProxyPath.of(design("eu-west-1", narrow), NODE).get(1))
                .isEqualTo(
                        new ProxyPath(
                                ProxyPath.Call.NAMES,
                                "route53.amazonaws.com",
                                Way.EXCEPTED,
                                Optional.of(PROXY.id()),
                                Optional.of("route53.amazonaws.com")));
        assertThat(ways(PROXY.withHttps(false))).startsWith(Way.NOT_FOR_HTTPS);
        assertThat(ways()).containsOnly(Way.NO_PROXY);
        assertThat(ways(PROXY.withHost(Optional.of("no host!")))).containsOnly(Way.NO_PROXY);
    }

    @Test
    void of_two_proxies_the_one_of_the_widest_scope_has_the_call() {
        Proxy wide = PROXY.withId(new ThingId("wide")).withScope(ProxyScope.SYSTEM);
        assertThat(ProxyPath.of(design("eu-west-1", PROXY, wide), NODE))
                .allMatch(one -> one.proxy().equals(Optional.of(wide.id())));
    }

    @Test
    void endpoints_are_those_of_the_nodes_region() {
        assertThat(hosts("ap-northeast-1"))
                .startsWith("ec2.ap-northeast-1.amazonaws.com", "route53.amazonaws.com");
        assertThat(hosts("cn-north-1"))
                .startsWith("ec2.cn-north-1.amazonaws.com.cn", "route53.amazonaws.com.cn");
        assertThat(hosts("")).startsWith("ec2.REGION.amazonaws.com");
    }

    private static List<String> hosts(String region) {
        return ProxyPath.of(design(region, PROXY), NODE).stream().map(ProxyPath::host).toList();
    }
}
