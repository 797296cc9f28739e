package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.LiveFolder;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ProxySecret;
import dev.belay.api.ServiceView;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.proxy.SquidConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A proxy that asks for a user and a password.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProxyPasswordLabTest {

    private static final String USER = "belay";
    private static final String PASSWORD = "Pass w:rd/7@%";

    private ProxyLab proxy;

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
        proxy.settle();
    }

    @Test
    void a_proxy_that_asks_for_a_password_gets_it_and_nobody_else_does() throws Exception {
        Proxy asking = proxy.usual().withScope(ProxyScope.SCRIPTS).withUser(Optional.of(USER));
        proxy.squid.know(USER, PASSWORD);
        proxy.configure(SquidConfig.of(asking));
        proxy.awaitSaid("the proxy answered 407");
        proxy.apply(asking);
        proxy.awaitSaid("was not told it: run 'belay proxy secret squid'");

        proxy.lab.api("node-2").keepProxySecret(new ProxySecret("squid", "wrong"));
        proxy.awaitSaid("the proxy answered 407, it asks for a user and a password that are right");
        assertThat(
                        proxy.lab
                                .api("node-1")
                                .keepProxySecret(new ProxySecret("squid", PASSWORD))
                                .missing())
                .isEmpty();

        ServiceView web = proxy.awaitRunning(one -> !ProxyLab.route(one).said().contains("407"));
        TestLab.await(
                "calls with it",
                () -> proxy.logged(ProxyLab.EC2 + " " + USER, "TCP_TUNNEL/200") > 0);
        TestLab.await(
                "curl with the password",
                () -> proxy.logged(ProxyLab.STS + " " + USER, "TCP_TUNNEL/200") > 0);
        assertThat(proxy.lab.run(web.node(), "cat /run/teller/saw"))
                .contains(
                        "HTTPS_PROXY=http://belay:Pass%20w%3Ard%2F7%40%25@"
                                + proxy.squid.address());
        assertUntold(PASSWORD);
        proxy.lab.api("node-1").keepProxySecret(new ProxySecret("squid", ""));
    }

    /// In no file of a node but its own one for secrets, and in no list of processes.
    private void assertUntold(String secret) throws Exception {
        for (LabNode node : proxy.lab.description.nodes()) {
            assertThat(proxy.lab.run(node.id(), "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n'"))
                    .doesNotContain(secret)
                    .doesNotContain("Pass%20w");
        }
        List<Path> with = new ArrayList<>();
        for (Path file : LiveFolder.files(proxy.lab.folder.path())) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(secret)) {
                with.add(file);
            }
        }
        assertThat(with).hasSize(3).allMatch(one -> one.endsWith("fence-secrets.json"));
        for (Path file : with) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
