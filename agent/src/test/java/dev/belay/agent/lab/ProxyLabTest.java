package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.api.ServiceView;
import dev.belay.model.network.ProxyScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes through the proxy of a cluster and what goes past it, by whose scope.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProxyLabTest {

    private ProxyLab proxy;
    private ServiceView web;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        proxy = ProxyLab.start(folder);
        proxy.furnish();
    }

    @AfterAll
    void down() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
    }

    @BeforeEach
    void settle() throws Exception {
        web = proxy.settle();
    }

    private String next() {
        return proxy.lab.others(web.node()).getFirst();
    }

    @Test
    void calls_go_through_the_proxy_and_the_metadata_past_it() throws Exception {
        String to = next();
        long before = proxy.logged(proxy.lab.node(to).address(), ProxyLab.EC2, "TCP_TUNNEL/200");

        proxy.moved("calls by proxy", to);

        proxy.routes.assertLeadTo(to);
        TestLab.await(
                "the proxy's log has the calls",
                () ->
                        proxy.logged(proxy.lab.node(to).address(), ProxyLab.EC2, "TCP_TUNNEL/200")
                                > before);
        assertThat(proxy.squid.log()).noneMatch(line -> line.contains("169.254"));
        assertThat(Files.readString(proxy.metadataLog(to)))
                .contains("PUT /latest/api/token 200")
                .contains("interface-id 200")
                .contains("GET /latest/meta-data/iam/security-credentials/cluster 200");
    }

    /// The change that is only to be tried does not get to the API server: it would make it.
    @Test
    void each_member_says_what_it_reaches_and_may() throws Exception {
        List<CloudReach.Node> nodes = proxy.reach();

        assertThat(nodes).hasSize(3);
        for (CloudReach.Node one : nodes) {
            assertThat(one.proxy()).isEqualTo(proxy.squid.address() + ":3128");
            assertThat(one.agentVersion()).isNotEmpty();
            assertThat(one.probes())
                    .extracting(Probe::target, Probe::result)
                    .containsExactly(
                            tuple("http://169.254.169.254", Result.DIRECT),
                            tuple("https://ec2.eu-central-1.amazonaws.com", Result.BY_PROXY),
                            tuple("ec2:DescribeRouteTables", Result.ALLOWED),
                            tuple("ec2:ReplaceRoute", Result.ALLOWED));
        }
        proxy.routes.assertLeadTo(web.node());
    }

    @Test
    void programs_follow_the_scope() throws Exception {
        String node = web.node();
        long before = proxy.logged(ProxyLab.STS);
        proxy.lab.run(node, "rm -f /run/teller/saw");
        TestLab.await(
                "a look",
                () -> proxy.lab.run(node, "cat /run/teller/saw || true").contains("PATH="));
        assertThat(proxy.lab.run(node, "grep -ic proxy /run/teller/saw || true").strip())
                .isEqualTo("0");
        assertThat(proxy.lab.run(node, "cat /run/teller/saw")).doesNotContain("curl=0");
        assertThat(proxy.logged(ProxyLab.STS)).isEqualTo(before);

        proxy.apply(proxy.usual().withScope(ProxyScope.SCRIPTS));

        String now = proxy.awaitRunning(_ -> true).node();
        TestLab.await(
                "a look through the proxy",
                () -> proxy.lab.run(now, "cat /run/teller/saw || true").contains("curl=0"));
        assertThat(proxy.lab.run(now, "cat /run/teller/saw"))
                .contains("HTTPS_PROXY=http://" + proxy.squid.address() + ":3128")
                .containsPattern("no_proxy=169\\.254\\.169\\.254,");
        TestLab.await(
                "the proxy's log has the call of the program",
                () -> proxy.logged(ProxyLab.STS) > before);
        assertThat(proxy.logged(proxy.lab.node(now).address(), ProxyLab.STS, "TCP_TUNNEL/200"))
                .isPositive();
    }
}
