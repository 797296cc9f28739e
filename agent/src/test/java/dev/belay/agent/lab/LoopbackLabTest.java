package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.lab.LabOrder.Verb;
import dev.belay.agent.lab.LabState.Life;
import dev.belay.api.LabDescription;
import dev.belay.api.SettingWrite;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.ssh.SshReach;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The lab without root, with real agents: what it offers, and that nothing of it stays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopbackLabTest {

    private TestLab lab;

    /// Shared: each test leaves it whole.
    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(false, 3);
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    @Test
    void a_killed_coordinator_is_replaced_and_catches_up_when_it_is_back() throws Exception {
        String first = lab.coordinator("node-1");
        String survivor = lab.others(first).getFirst();
        lab.order(Verb.KILL, first);
        assertThat(lab.view(first).life()).isEqualTo(Life.DOWN);
        TestLab.await(
                "a new coordinator", () -> !List.of("", first).contains(lab.coordinator(survivor)));
        TestLab.await(
                "the dead node is seen as such",
                () -> lab.stateOf(first, survivor) == NodeState.UNKNOWN);
        lab.api(survivor).writeSetting("label.test", new SettingWrite("written", null));
        assertThatThrownBy(() -> lab.ssh(first)).isInstanceOf(AgentException.class);

        lab.order(Verb.START, first);
        TestLab.await(
                "the node has caught up",
                () -> {
                    var own = lab.api(first).self().raft();
                    return own.appliedIndex() >= lab.api(survivor).self().raft().commitIndex();
                });
        assertThat(lab.api(first).setting("label.test").value()).isEqualTo("written");
        assertThat(lab.statusOverSsh(first).observer()).isEqualTo(first);
    }

    @Test
    void links_are_cut_one_way_and_both_ways_and_healed() throws Exception {
        lab.cut("node-1", "node-2", true);
        assertThat(lab.state().cuts()).containsExactly(new LabState.Cut("node-1", "node-2"));
        TestLab.await(
                "one end misses the other",
                () ->
                        missesDirectly(lab, "node-1", "node-2")
                                || missesDirectly(lab, "node-2", "node-1"));
        lab.heal();
        assertThat(lab.state().cuts()).isEmpty();
        TestLab.await("all hear each other again", () -> allHearAll(lab));

        TestLab.await("a coordinator", () -> !lab.coordinator("node-1").isEmpty());
        String isolated = lab.coordinator("node-1");
        for (String other : lab.others(isolated)) {
            lab.cut(isolated, other, false);
        }
        String survivor = lab.others(isolated).getFirst();
        TestLab.await(
                "the majority has a coordinator of its own",
                () -> !List.of("", isolated).contains(lab.coordinator(survivor)));
        TestLab.await(
                "the cut-off node knows that it has no quorum",
                () -> !lab.api(isolated).status().quorum().held());
        lab.heal();
        TestLab.await(
                "all agree again",
                () -> lab.coordinator(isolated).equals(lab.coordinator(survivor)));
    }

    @Test
    void a_paused_node_answers_nobody_and_goes_on_when_it_is_resumed() throws Exception {
        String paused = lab.others(lab.coordinator("node-1")).getFirst();
        String observer = lab.others(paused).getFirst();
        try (SshReach open = lab.ssh(paused)) {
            lab.order(Verb.PAUSE, paused);
            assertThat(lab.view(paused).life()).isEqualTo(Life.PAUSED);
            assertThatThrownBy(() -> new ApiClient(open, Duration.ofMillis(500)).status())
                    .isInstanceOf(AgentException.class);
            TestLab.await(
                    "the paused node is not heard",
                    () -> lab.stateOf(paused, observer) == NodeState.UNKNOWN);
            lab.order(Verb.RESUME, paused);
            TestLab.await(
                    "it is heard again", () -> lab.stateOf(paused, observer) != NodeState.UNKNOWN);
        }
        assertThat(lab.statusOverSsh(paused).observer()).isEqualTo(paused);
    }

    @Test
    void down_leaves_no_process_no_listener_and_no_folder() throws Exception {
        List<Long> pids;
        LabDescription description;
        Path folder;
        try (TestLab lone = TestLab.start(false, 1)) {
            pids = lone.pids();
            description = lone.description;
            folder = lone.folder.path();
            assertThat(pids).hasSize(2).allMatch(TestLab::lives);
            lone.order(Verb.PAUSE, "node-1");
            lone.client.down();
            assertThat(folder).doesNotExist();
            assertThat(lone.folder.describedIfRunning()).isEmpty();
        }
        assertThat(pids).noneMatch(TestLab::lives);
        for (LabDescription.LabNode node : description.nodes()) {
            try (var free = new ServerSocket()) {
                free.bind(new InetSocketAddress(node.address(), node.sshPort()));
            }
        }
    }

    @Test
    void a_supervisor_that_is_killed_takes_even_paused_agents_with_it() throws Exception {
        try (TestLab pair = TestLab.start(false, 2)) {
            List<Long> pids = pair.pids();
            pair.order(Verb.PAUSE, "node-2");
            Signals.send("KILL", pair.description.supervisorPid());
            TestLab.await(
                    "all processes have ended", () -> pids.stream().noneMatch(TestLab::lives));
            // The kernel closes the files of a process after its first thread has ended.
            TestLab.await("the folder is free", () -> !pair.folder.isHeld());
            assertThatThrownBy(pair::state)
                    .isInstanceOfSatisfying(
                            LabException.class, e -> assertThat(e.code()).isEqualTo("remains"));
            assertThat(pair.folder.removeRemains()).isTrue();
            assertThat(pair.folder.path()).doesNotExist();
        }
    }

    @Test
    void two_labs_stand_side_by_side_and_a_folder_holds_one() throws Exception {
        try (TestLab other = TestLab.start(false, 1)) {
            assertThat(lab.node("node-1").address()).isNotEqualTo(other.node("node-1").address());
            assertThatThrownBy(() -> new LabStart(lab.folder, 1, false).run(_ -> {}))
                    .isInstanceOfSatisfying(
                            LabException.class, e -> assertThat(e.code()).isEqualTo("dir.used"));
            assertThat(lab.statusOverSsh("node-3").clusterId())
                    .isEqualTo(lab.description.clusterId());
            assertThat(Files.readString(Path.of(lab.description.knownHostsFile())).lines())
                    .hasSize(3);
        }
    }

    @Test
    void a_node_answers_over_ssh_where_an_installed_agent_would() throws Exception {
        try (SshReach reach = lab.ssh("node-2", LocalSocket.DEFAULT.toString())) {
            assertThat(new ApiClient(reach).status().observer()).isEqualTo("node-2");
        }
    }

    @Test
    void orders_that_make_no_sense_are_refused() throws Exception {
        assertRefused(lab, LabOrder.of(Verb.KILL, "node-9"), "node.unknown");
        assertRefused(lab, LabOrder.of(Verb.HEAL, "node-9"), "node.unknown");
        assertRefused(lab, new LabOrder(Verb.HEAL, "node-1", "node-9", false), "node.unknown");
        assertRefused(lab, LabOrder.of(Verb.START, "node-1"), "node.runs");
        assertRefused(lab, new LabOrder(Verb.CUT, "node-1", "node-1", false), "cut.same");
        lab.order(Verb.STOP, "node-1");
        assertRefused(lab, LabOrder.of(Verb.PAUSE, "node-1"), "node.down");
        lab.order(Verb.START, "node-1");
    }

    private static void assertRefused(TestLab lab, LabOrder order, String code) {
        assertThatThrownBy(() -> lab.client.order(order))
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static boolean missesDirectly(TestLab lab, String observer, String node)
            throws LabException, AgentException {
        return lab.api(observer).self().peers().stream()
                .anyMatch(peer -> peer.peer().equals(node) && !peer.reachable());
    }

    private static boolean allHearAll(TestLab lab) throws LabException, AgentException {
        for (String observer : lab.others()) {
            if (lab.api(observer).self().peers().stream().anyMatch(peer -> !peer.reachable())) {
                return false;
            }
        }
        return true;
    }
}
