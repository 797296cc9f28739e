package dev.belay.agent.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutRulesTest {

    @Test
    void what_is_dropped_is_forgotten_by_the_kernel_in_time() {
        var cut =
                new Fault.Cut(
                        7,
                        7400,
                        List.of(
                                new Fault.Peer(InetAddress.ofLiteral("10.1.0.2"), 7401),
                                new Fault.Peer(InetAddress.ofLiteral("fd00::3"), 7402)),
                        List.of(
                                InetAddress.ofLiteral("10.1.0.200"),
                                InetAddress.ofLiteral("fd00::200")));

        String rules = new CutRules(cut).text();

        assertThat(rules)
                .contains("elements = { 7400 timeout 7s }")
                .contains("elements = { 10.1.0.2 . 7401 timeout 7s }")
                .contains("elements = { fd00:0:0:0:0:0:0:3 . 7402 timeout 7s }")
                .contains("elements = { fd00:0:0:0:0:0:0:200 timeout 7s }");
        assertThat(rules.lines().filter(line -> line.contains("10.1.0.200 timeout 7s")))
                .as("among addresses and in ARP")
                .hasSize(2);
    }

    @Test
    void a_cluster_without_addresses_is_cut_all_the_same() {
        String rules = new CutRules(new Fault.Cut(3, 7400, List.of(), List.of())).text();

        assertThat(rules).contains("set front4 { type ipv4_addr; flags timeout;  }");
    }
}
