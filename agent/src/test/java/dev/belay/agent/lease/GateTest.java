package dev.belay.agent.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.lease.AddressGuard.Pass;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The real kernel's gate between real hosts.
@Tag("netns")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {

    private static final long LONG = 60_000;

    private NetHosts hosts;
    private InetAddress four;
    private InetAddress six;

    @BeforeAll
    void build() throws Exception {
        hosts = NetHosts.start();
        four = InetAddress.getByName(NetHosts.VIRTUAL4);
        six = InetAddress.getByName(NetHosts.VIRTUAL6);
        hosts.must("h1", List.of("ip", "address", "add", NetHosts.VIRTUAL4 + "/24", "dev", "eth0"));
        hosts.must(
                "h1",
                List.of("ip", "address", "add", NetHosts.VIRTUAL6 + "/64", "dev", "eth0", "nodad"));
    }

    @AfterAll
    void end() throws Exception {
        hosts.end();
    }

    @BeforeEach
    void forgetNeighbours() throws Exception {
        hosts.run("client", "ip", "neigh", "flush", "all");
        hosts.run("client", "ip", "-6", "neigh", "flush", "all");
    }

    @Test
    void an_address_answers_only_while_it_is_open() throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL4)).isFalse();
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL6)).isFalse();
                        assertThat(hosts.answersSoon("client", "10.99.7.11")).isTrue();
                        assertThat(hosts.answersSoon("client", "fd99:7::11")).isTrue();

                        assertThat(gate.take(List.of(four, six), LONG)).isEqualTo(Pass.OPEN);
                        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL4)).isTrue();
                        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL6)).isTrue();

                        gate.shut(four);
                        gate.shut(six);
                        gate.shut(six);
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL4)).isFalse();
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL6)).isFalse();
                    }
                    return null;
                });
    }

    @Test
    void a_host_without_the_lease_cannot_speak_from_the_address_either() throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        assertThat(hosts.answers("h1", NetHosts.VIRTUAL4, "10.99.7.13")).isFalse();
                        gate.take(List.of(four), LONG);
                        assertThat(hosts.answers("h1", NetHosts.VIRTUAL4, "10.99.7.13")).isTrue();
                    }
                    return null;
                });
    }

    @Test
    void the_kernel_shuts_it_by_itself_and_a_late_renewal_is_refused() throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        assertThat(gate.take(List.of(four), 300)).isEqualTo(Pass.OPEN);
                        assertThat(gate.take(List.of(four), 300)).isEqualTo(Pass.REFUSED);
                        for (int i = 0; i < 5; i++) {
                            pause(150);
                            assertThat(gate.renew(List.of(four), 300)).isEqualTo(Pass.OPEN);
                        }
                        pause(400);
                        assertThat(gate.renew(List.of(four), 300)).isEqualTo(Pass.REFUSED);
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL4)).isFalse();
                        assertThat(gate.renew(List.of(four), 300)).isEqualTo(Pass.REFUSED);
                        assertThat(gate.take(List.of(four), LONG)).isEqualTo(Pass.OPEN);
                        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL4)).isTrue();
                    }
                    return null;
                });
    }

    @Test
    void one_shut_address_refuses_the_whole_renewal_and_changes_nothing() throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        gate.take(List.of(six), 400);
                        assertThat(gate.renew(List.of(six, four), LONG)).isEqualTo(Pass.REFUSED);
                        pause(500);
                        assertThat(gate.renew(List.of(six), LONG)).isEqualTo(Pass.REFUSED);
                    }
                    return null;
                });
    }

    @Test
    void a_gate_that_somebody_flushed_away_is_noticed() throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        gate.take(List.of(four), LONG);
                        hosts.must("h1", List.of("nft", "flush", "ruleset"));
                        assertThat(gate.renew(List.of(four), LONG)).isEqualTo(Pass.GONE);
                    }
                    return null;
                });
    }

    @Test
    void an_agent_that_starts_anew_finds_all_shut_and_the_hosts_own_firewall_untouched()
            throws Exception {
        hosts.inside(
                "h1",
                () -> {
                    hosts.must("h1", List.of("nft", "add table inet own"));
                    hosts.must(
                            "h1",
                            List.of(
                                    "nft",
                                    "add chain inet own c { type filter hook input priority 0; }"));
                    try (Gate gate = Gate.build(List.of(four, six))) {
                        gate.take(List.of(four), LONG);
                    }
                    try (Gate _ = Gate.build(List.of(four, six))) {
                        assertThat(hosts.answers("client", NetHosts.VIRTUAL4)).isFalse();
                        assertThat(hosts.run("h1", "nft", "list", "table", "inet", "own"))
                                .isPresent();
                    }
                    Gate.dismantle();
                    assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL4)).isTrue();
                    assertThat(hosts.run("h1", "nft", "list", "table", "inet", "own")).isPresent();
                    hosts.must("h1", List.of("nft", "delete table inet own"));
                    return null;
                });
    }

    @Test
    void a_renewal_takes_a_fraction_of_a_millisecond() throws Exception {
        long[] micros =
                hosts.inside(
                        "h1",
                        () -> {
                            try (Gate gate = Gate.build(List.of(four, six))) {
                                gate.take(List.of(four, six), LONG);
                                long[] took = new long[2_000];
                                for (int i = 0; i < took.length; i++) {
                                    long begin = System.nanoTime();
                                    assertThat(gate.renew(List.of(four, six), LONG))
                                            .isEqualTo(Pass.OPEN);
                                    took[i] = (System.nanoTime() - begin) / 1_000;
                                }
                                return took;
                            }
                        });
        Arrays.sort(micros);
        System.out.printf(
                "renewal of two addresses, µs: median %d, 99 %% %d, most %d%n",
                micros[1_000], micros[1_980], micros[1_999]);
        assertThat(micros[1_000]).isLessThan(5_000);
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
