package dev.belay.agent.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real cluster of Pacemaker takes our agent as its remote node.
@Tag("netns")
class PacemakerTest {

    @TempDir private Path folder;
    private PacemakerLab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = PacemakerLab.start(folder);
        lab.startAgent();
        lab.configure(
                "resources",
                """
                <primitive id="far" class="ocf" provider="pacemaker" type="remote">
                  <instance_attributes id="far-p">
                    <nvpair id="far-server" name="server" value="10.98.7.2"/>
                  </instance_attributes>
                  <operations>
                    <op id="far-start" name="start" interval="0" timeout="60s"/>
                    <op id="far-monitor" name="monitor" interval="2s" timeout="20s"/>
                  </operations>
                </primitive>
                """);
        lab.awaitStatus(PacemakerTest::isOnline, "the remote node is online");
        lab.configure(
                "resources",
                """
                <primitive id="web" class="ocf" provider="pacemaker" type="Dummy">
                  <operations>
                    <op id="web-monitor" name="monitor" interval="1s" timeout="20s"/>
                  </operations>
                </primitive>
                """);
        lab.configure(
                "constraints",
                "<rsc_location id=\"web-far\" rsc=\"web\" node=\"far\" score=\"100\"/>");
        lab.awaitStatus(status -> runsOn(status, "web", "far"), "web runs on the remote node");
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private static boolean isOnline(String status) {
        return Pattern.compile("<node name=\"far\" id=\"far\" online=\"true\"[^>]*type=\"remote\"")
                        .matcher(status)
                        .find()
                && runsOn(status, "far", "full");
    }

    private static boolean runsOn(String status, String resource, String node) {
        return Pattern.compile(
                        "<resource id=\"%s\"[^>]*role=\"Started\"[^>]*>\\s*<node name=\"%s\""
                                .formatted(resource, node))
                .matcher(status)
                .find();
    }

    @Test
    void what_fails_there_is_recovered_what_is_put_on_standby_moves_away_and_comes_back()
            throws Exception {
        lab.onRemote("rm", "/run/Dummy-web.state");
        String failed =
                lab.awaitStatus(
                        status ->
                                status.contains("<failure op_key=\"web_monitor_1000\"")
                                        && runsOn(status, "web", "far"),
                        "the failure is seen and mended");
        assertThat(failed).contains("exitstatus=\"not running\"");
        lab.onRemote("test", "-e", "/run/Dummy-web.state");
        lab.onFull("crm_standby", "-N", "far", "-v", "on");
        lab.awaitStatus(status -> runsOn(status, "web", "full"), "web moves to the full node");
        lab.onFull("crm_standby", "-N", "far", "-D");
        lab.awaitStatus(status -> runsOn(status, "web", "far"), "web comes back");
    }

    @Test
    void what_an_agent_says_of_its_fitness_there_reaches_the_cluster() throws Exception {
        lab.configure(
                "resources",
                """
                <clone id="data-clone">
                  <meta_attributes id="data-m">
                    <nvpair id="data-promotable" name="promotable" value="true"/>
                  </meta_attributes>
                  <primitive id="data" class="ocf" provider="pacemaker" type="Stateful"/>
                </clone>
                """);
        lab.configure(
                "constraints",
                "<rsc_location id=\"data-far\" rsc=\"data-clone\" node=\"full\" score=\"-INFINITY\"/>");
        lab.awaitStatus(
                status ->
                        Pattern.compile(
                                        "<resource id=\"data\"[^>]*role=\"Promoted\"[^>]*>\\s*<node name=\"far\"")
                                .matcher(status)
                                .find(),
                "data is promoted on the remote node");
    }

    @Test
    void an_agent_that_is_told_to_stop_is_emptied_first_and_then_ends_in_order() throws Exception {
        lab.signalAgent("TERM");
        assertThat(lab.awaitAgentsEnd()).as(lab::log).isZero();
        String status =
                lab.awaitStatus(one -> runsOn(one, "web", "full"), "web runs on the full node");
        assertThat(status).doesNotContain("<failure ");
        assertThat(lab.log()).contains("the cluster takes away what runs here");
    }

    @Test
    void what_runs_there_goes_on_when_the_agent_is_killed_and_is_found_by_the_next_one()
            throws Exception {
        String before = lab.onRemote("stat", "-c", "%y", "/run/Dummy-web.state");
        lab.signalAgent("KILL");
        lab.awaitAgentsEnd();
        lab.startAgent();
        lab.awaitStatus(
                status ->
                        isOnline(status) && status.contains("<failure op_key=\"far_monitor_2000\""),
                "the cluster is connected again");
        lab.awaitStatus(status -> runsOn(status, "web", "far"), "web runs on the remote node");
        assertThat(lab.onRemote("stat", "-c", "%y", "/run/Dummy-web.state")).isEqualTo(before);
    }
}
