package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Real hosts that are in no cluster at first, with names of their own.
@Tag("netns")
class NetnsEnrollTest {

    @Test
    void three_bare_hosts_become_an_admin_and_two_workers_by_the_command_line_and_one_is_reset()
            throws Exception {
        try (TestLab lab = TestLab.startBare(true, 3)) {
            NodeStanding before = lab.api("node-3").standing();
            assertThat(before.stage()).isEqualTo(Stage.SINGLE);
            assertThat(before.hostName()).isEqualTo("node-3");
            var cli = new EnrollByCli(lab);
            cli.run();
            EnrollByCli.done(cli.start("node-3", "", "node", "reset", "--yes"));
            assertThat(lab.api("node-3").standing().stage()).isEqualTo(Stage.SINGLE);
            TestLab.await(
                    "the admin has one worker",
                    () -> lab.api("node-1").status().nodes().size() == 2);
        }
    }
}
