package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.Belay;
import dev.belay.api.CloudReach.Result;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.model.proxy.SquidConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

/// What refuses, throttles, hangs or is dropped between a node and the cloud, and how soon that is
/// told.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProxyTroubleLabTest {

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

    /// To Squid such a file is good; what is asked for is refused all the same.
    @Test
    void an_access_list_after_the_last_line_is_told_and_found_in_the_file() throws Exception {
        proxy.configure(
                SquidConfig.of(proxy.usual())
                        .replace("http_access deny all\n", "")
                        .replace("http_access allow", "http_access deny all\nhttp_access allow"));

        proxy.awaitSaid("the proxy answered 403, its rules do not let this node through");
        assertThat(proxy.reach())
                .allMatch(node ->
                        node.probes().stream()
                                .anyMatch(one -> one.result() == Result.REFUSED_BY_PROXY));
        Process check = belay("proxy", "check", proxy.squid.file().toString(), "--json");
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).isEqualTo(3);
        assertThat(said)
                .contains("\"squid\":\"good\"")
                .contains("\"kind\":\"never-reached\"")
                .contains("http_access allow cluster cloud");
    }

    private static Process belay(String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Belay.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// One that lacks the permission for one table: the service does not stay where it is not
    /// reached.
    @Test
    void a_table_that_refuses_is_over_in_time_and_named() throws Exception {
        String to = next();
        String refusing = proxy.routes.lastTable();
        proxy.front.answerInstead(
                new CloudFront.Instead(
                        body ->
                                body.contains("Action=ReplaceRoute")
                                        && body.contains(refusing)
                                        && body.contains(proxy.routes.interfaceOf(to)),
                        403,
                        "UnauthorizedOperation"));

        ServiceView after =
                proxy.moved(
                        "a table refuses",
                        to,
                        one ->
                                one.failures().stream().anyMatch(f -> f.node().equals(to))
                                        && one.state() == State.ACTIVE
                                        && !one.node().equals(to)
                                        && ProxyLab.route(one).state() == ResourceState.RUNNING);

        assertThat(after.failures().getFirst().last())
                .contains(refusing, "allow 'ec2:ReplaceRoute' in the role of the instance");
        proxy.routes.assertLeadTo(after.node());
    }

    @Test
    void throttling_for_ever_is_over_in_time_and_not_known() throws Exception {
        String to = next();
        proxy.front.answerInstead(
                new CloudFront.Instead(
                        body -> body.contains("Action=ReplaceRoute"), 503, "RequestLimitExceeded"));

        ServiceView after = proxy.moved("throttled for ever", to);

        assertThat(ProxyLab.route(after).state()).isEqualTo(ResourceState.DEGRADED);
        assertThat(ProxyLab.route(after).said()).contains("it is not known", "calls too often");
        proxy.routes.assertLeadElsewhere(to);
    }

    @Test
    void a_proxy_that_never_answers_is_over_in_time_and_not_known() throws Exception {
        String to = next();
        proxy.squid.hang();

        ServiceView after = proxy.moved("a proxy that hangs", to);

        assertThat(ProxyLab.route(after).state()).isEqualTo(ResourceState.DEGRADED);
        assertThat(ProxyLab.route(after).said())
                .contains("it is not known", "look at the network and the proxy");
        proxy.routes.assertLeadElsewhere(to);
    }

    /// An agent that starts without it knows neither its interface nor its credentials.
    @Test
    void metadata_that_is_dropped_is_over_in_time_and_not_known() throws Exception {
        String to = proxy.lab.others(web.node(), "node-1").getFirst();
        proxy.lab.order(LabOrder.Verb.KILL, to);
        proxy.lab.run(
                to,
                """
                nft add table ip dropped
                nft add chain ip dropped out '{ type filter hook output priority 0; }'
                nft add rule ip dropped out ip daddr 169.254.169.254 drop
                """);
        try {
            proxy.lab.order(LabOrder.Verb.START, to);
            TestLab.await(
                    to + " is ready",
                    () ->
                            proxy.lab.api(to).services().services().getFirst().state()
                                            == State.ACTIVE
                                    && proxy.lab.api("node-1").services().hosts().stream()
                                            .anyMatch(one ->
                                                    one.node().equals(to)
                                                            && one.hindrance().isEmpty()));

            ServiceView after = proxy.moved("metadata dropped", to);

            assertThat(ProxyLab.route(after).state()).isEqualTo(ResourceState.DEGRADED);
            assertThat(ProxyLab.route(after).said())
                    .contains("the instance was asked for its network interface");
            proxy.routes.assertLeadElsewhere(to);
        } finally {
            proxy.lab.run(to, "nft delete table ip dropped");
        }
    }
}
