package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.check.Operation;
import dev.belay.agent.check.RegisterHistory;
import dev.belay.agent.lab.LabOrder.Verb;
import dev.belay.agent.lab.LabState.Life;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ssh.SshReach;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Real hosts: network namespaces, OpenSSH's server, a bridge whose cables are cut.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetnsLabTest {

    private static final long READS = 30_000;
    private static final int READERS_PER_NODE = 4;
    private static final int LEAST_FAULTS = 4;
    private static final String KEY = "label.counter";

    private TestLab lab;

    /// Shared: each test leaves it whole.
    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
    }

    @AfterAll
    void down() throws Exception {
        List<Long> pids = lab.pids();
        lab.close();
        assertThat(pids).noneMatch(TestLab::lives);
        assertThat(lab.folder.path()).doesNotExist();
    }

    @Test
    void a_killed_coordinator_is_replaced_and_every_survivor_says_so_over_ssh() throws Exception {
        String first = lab.coordinator("node-1");
        lab.client.order(new LabOrder(Verb.KILL, first, "", false));
        for (String survivor : lab.others(first)) {
            TestLab.await(
                    "a new coordinator",
                    () ->
                            !first.equals(lab.statusOverSsh(survivor).opinion().coordinator())
                                    && lab.statusOverSsh(survivor).quorum().held());
        }
        // Only its agent is dead: the host itself still answers.
        lab.ssh(first).close();
        lab.order(Verb.START, first);
        TestLab.await("it is back", () -> lab.statusOverSsh(first).quorum().held());
    }

    @Test
    void a_host_without_power_comes_back_with_its_disk() throws Exception {
        String victim = lab.others(lab.coordinator("node-1")).getFirst();
        String other = lab.others(victim).getFirst();
        lab.client.order(new LabOrder(Verb.KILL, victim, "", true));
        assertThatThrownBy(() -> lab.ssh(victim)).isInstanceOf(AgentException.class);
        lab.api(other).writeSetting("label.power", new SettingWrite("off", null));
        lab.order(Verb.START, victim);
        TestLab.await(
                "it has caught up",
                () -> lab.api(victim).setting("label.power").value().equals("off"));
        assertThat(lab.statusOverSsh(victim).observer()).isEqualTo(victim);
    }

    @Test
    void a_coordinator_that_is_cut_off_loses_its_office() throws Exception {
        String first = lab.coordinator("node-1");
        for (String other : lab.others(first)) {
            lab.cut(first, other, false);
        }
        String survivor = lab.others(first).getFirst();
        TestLab.await(
                "the majority has another coordinator",
                () -> !List.of("", first).contains(lab.coordinator(survivor)));
        // Administration does not go over the cables that are cut.
        TestLab.await(
                "the one cut off says that it has no quorum",
                () -> !lab.statusOverSsh(first).quorum().held());
        lab.heal();
        TestLab.await("all agree", () -> lab.coordinator(first).equals(lab.coordinator(survivor)));
    }

    @Test
    void a_cable_that_carries_one_way_only_is_noticed() throws Exception {
        String first = lab.coordinator("node-1");
        String deaf = lab.others(first).getFirst();
        lab.cut(first, deaf, true);
        assertThat(lab.state().cuts()).containsExactly(new LabState.Cut(first, deaf));
        TestLab.await(
                "one end misses the other",
                () ->
                        lab.api(deaf).self().peers().stream()
                                .anyMatch(p -> p.peer().equals(first) && !p.reachable()));
        lab.heal();
        TestLab.await(
                "it hears again",
                () -> lab.api(deaf).self().peers().stream().allMatch(p -> p.reachable()));
        TestLab.await("all agree", () -> lab.coordinator(first).equals(lab.coordinator(deaf)));
    }

    @Test
    void a_frozen_host_is_seen_as_unknown_and_thaws() throws Exception {
        String frozen = lab.others(lab.coordinator("node-1")).getFirst();
        String observer = lab.others(frozen).getFirst();
        try (SshReach open = lab.ssh(frozen)) {
            lab.client.order(new LabOrder(Verb.PAUSE, frozen, "", true));
            assertThat(lab.view(frozen).life()).isEqualTo(Life.PAUSED);
            assertThatThrownBy(() -> new ApiClient(open, Duration.ofMillis(500)).status())
                    .isInstanceOf(AgentException.class);
            TestLab.await(
                    "it is not heard", () -> lab.stateOf(frozen, observer) == NodeState.UNKNOWN);
            lab.order(Verb.RESUME, frozen);
        }
        TestLab.await("it is heard", () -> lab.stateOf(frozen, observer) != NodeState.UNKNOWN);
    }

    @Test
    void no_read_is_stale_while_coordinators_are_paused_and_cut_off() throws Exception {
        Queue<Operation> history = new ConcurrentLinkedQueue<>();
        var reads = new AtomicLong();
        var done = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        List<ApiClient> clients = new ArrayList<>();
        for (String node : lab.others()) {
            clients.add(lab.api(node));
        }
        threads.add(Thread.ofVirtual().start(() -> write(clients, history, done)));
        for (int i = 0; i < clients.size() * READERS_PER_NODE; i++) {
            ApiClient client = clients.get(i % clients.size());
            threads.add(Thread.ofVirtual().start(() -> read(client, history, reads, done)));
        }
        int faults = 0;
        try {
            while (reads.get() < READS || faults < LEAST_FAULTS) {
                disturb(faults++);
            }
        } finally {
            done.set(true);
            lab.heal();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long writes = history.stream().filter(Operation.Write.class::isInstance).count();
        System.out.println(reads + " reads, " + writes + " writes, " + faults + " faults");
        assertThat(RegisterHistory.check(List.copyOf(history))).isEmpty();
        assertThat(reads.get()).isGreaterThanOrEqualTo(READS);
        assertThat(writes).isPositive();
    }

    /// In turn: the coordinator is paused, or cut off, for longer than an election takes.
    private void disturb(int round) throws Exception {
        String coordinator = someCoordinator();
        if (round % 2 == 0) {
            lab.order(Verb.PAUSE, coordinator);
            awaitAnother(coordinator);
            lab.order(Verb.RESUME, coordinator);
        } else {
            for (String other : lab.others(coordinator)) {
                lab.cut(coordinator, other, round % 4 == 1);
            }
            awaitAnother(coordinator);
            lab.heal();
        }
        TestLab.await("all agree again", this::allAgree);
    }

    private void awaitAnother(String former) throws Exception {
        String survivor = lab.others(former).getFirst();
        TestLab.await(
                "another coordinator",
                () -> !List.of("", former).contains(lab.coordinator(survivor)));
    }

    private String someCoordinator() throws Exception {
        TestLab.await("a coordinator", this::allAgree);
        return lab.coordinator("node-1");
    }

    private boolean allAgree() throws LabException, AgentException {
        String first = lab.coordinator("node-1");
        return !first.isEmpty()
                && first.equals(lab.coordinator("node-2"))
                && first.equals(lab.coordinator("node-3"));
    }

    /// Each value once, so that a read tells which write it saw.
    private static void write(
            List<ApiClient> clients, Queue<Operation> history, AtomicBoolean done) {
        for (int i = 1; !done.get(); i++) {
            String value = Integer.toString(i);
            long begun = System.nanoTime();
            try {
                Setting written =
                        clients.get(i % clients.size())
                                .writeSetting(KEY, new SettingWrite(value, null));
                history.add(
                        new Operation.Write(value, begun, System.nanoTime(), written.version()));
            } catch (AgentException e) {
                history.add(Operation.Write.unknown(value, begun));
            }
        }
    }

    private static void read(
            ApiClient client, Queue<Operation> history, AtomicLong reads, AtomicBoolean done) {
        while (!done.get()) {
            long begun = System.nanoTime();
            try {
                Setting read = client.setting(KEY);
                history.add(
                        new Operation.Read(read.value(), begun, System.nanoTime(), read.version()));
                reads.incrementAndGet();
            } catch (AgentException e) {
                // Refused or unknown is right where no majority is heard: only answers count.
            }
        }
    }

    @Test
    void a_supervisor_that_is_killed_leaves_no_process_and_no_cable() throws Exception {
        try (TestLab pair = TestLab.start(true, 2)) {
            List<Long> pids = pair.pids();
            String network = pair.node("node-1").address().replaceAll("\\d+$", "254");
            pair.client.order(new LabOrder(Verb.PAUSE, "node-2", "", true));
            Signals.send("KILL", pair.description.supervisorPid());
            TestLab.await("all have ended", () -> pids.stream().noneMatch(TestLab::lives));
            TestLab.await(
                    "the cable is gone",
                    () ->
                            NetworkInterface.networkInterfaces()
                                    .flatMap(NetworkInterface::inetAddresses)
                                    .noneMatch(a -> a.getHostAddress().equals(network)));
            assertThat(pair.folder.removeRemains()).isTrue();
        }
    }
}
