package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.NodeStanding.Stage;
import org.junit.jupiter.api.Test;

/// Nodes on loopback addresses that are in no cluster at first.
class BareLabTest {

    @Test
    void three_bare_nodes_become_an_admin_and_two_workers_by_the_command_line() throws Exception {
        try (TestLab lab = TestLab.startBare(false, 3)) {
            assertThat(lab.description.clusterId()).isEmpty();
            assertThat(lab.api("node-2").standing().stage()).isEqualTo(Stage.SINGLE);
            new EnrollByCli(lab).run();
        }
    }
}
