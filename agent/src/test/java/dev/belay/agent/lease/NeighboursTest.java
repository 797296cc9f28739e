package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real hosts and what their kernels believe.
@Tag("netns")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighboursTest {

    private static final Duration WITHIN = Duration.ofMillis(300);

    private NetHosts hosts;

    @BeforeAll
    void build() throws Exception {
        hosts = NetHosts.start();
    }

    @AfterAll
    void end() throws Exception {
        hosts.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {NetHosts.VIRTUAL4, NetHosts.VIRTUAL6})
    void who_has_an_address_is_found_before_it_is_taken(String text) throws Exception {
        InetAddress address = InetAddress.getByName(text);
        assertThat(holder("h2", address)).isEmpty();

        give("h1", text);

        assertThat(holder("h2", address)).hasValue(mac("h1"));
        assertThat(holder("h1", address)).isEmpty();
        take("h1", text);
        assertThat(holder("h2", address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {NetHosts.VIRTUAL4, NetHosts.VIRTUAL6})
    void a_client_goes_to_the_new_host_as_soon_as_it_is_told(String text) throws Exception {
        InetAddress address = InetAddress.getByName(text);
        give("h1", text);
        assertThat(hosts.answersSoon("client", text)).isTrue();
        assertThat(believed(text)).contains(mac("h1"));
        take("h1", text);
        give("h2", text);

        assertThat(believed(text)).contains(mac("h1"));
        hosts.inside(
                "h2",
                () -> {
                    try (Neighbours neighbours = Neighbours.at("eth0")) {
                        neighbours.announce(address);
                    }
                    return null;
                });

        assertThat(hosts.answersSoon("client", text)).isTrue();
        assertThat(believed(text)).contains(mac("h2"));
        take("h2", text);
    }

    @Test
    void a_device_that_is_none_is_named() {
        assertThatThrownBy(() -> Neighbours.at("nothing0"))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("'nothing0'");
        assertThatThrownBy(() -> Neighbours.at("lo"))
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("without a MAC address");
    }

    private Optional<String> holder(String host, InetAddress address) throws Exception {
        return hosts.inside(
                host,
                () -> {
                    try (Neighbours neighbours = Neighbours.at("eth0")) {
                        return neighbours.holder(address, WITHIN);
                    }
                });
    }

    private String believed(String text) throws Exception {
        return hosts.run("client", "ip", "neigh", "show", text).orElse("");
    }

    private String mac(String host) throws Exception {
        return hosts.run(host, "cat", "/sys/class/net/eth0/address").orElseThrow().strip();
    }

    private void give(String host, String text) throws Exception {
        hosts.must(host, List.of("ip", "address", "add", withPrefix(text), "dev", "eth0", "nodad"));
    }

    private void take(String host, String text) throws Exception {
        hosts.must(host, List.of("ip", "address", "delete", withPrefix(text), "dev", "eth0"));
    }

    private static String withPrefix(String text) {
        return text + (text.contains(":") ? "/64" : "/24");
    }
}
