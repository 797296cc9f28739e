package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.belay.api.LabDescription;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeState;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.ssh.ConnectWatch;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshAddress;
import dev.belay.reach.ssh.SshChoices;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshPorts;
import dev.belay.reach.ssh.SshReach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// A real lab for a test, in a folder of its own.
final class TestLab implements AutoCloseable {

    /// Far more than is needed: a busy machine is no failure.
    static final Duration LONG = Duration.ofSeconds(60);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Path dir;
    final LabFolder folder;
    final LabClient client;
    final LabDescription description;

    private TestLab(Path dir, LabFolder folder) throws LabException {
        this.dir = dir;
        this.folder = folder;
        this.client = new LabClient(folder);
        this.description = state().lab();
    }

    static TestLab start(boolean netns, int nodes) throws LabException, IOException {
        Path dir = Files.createTempDirectory("belay-t");
        var folder = new LabFolder(dir.resolve("lab"));
        var steps = new ArrayList<String>();
        new LabStart(folder, nodes, netns).run(step -> steps.add(step.code()));
        assertThat(steps).contains("addresses", "certificates", "agent", "ssh", "joining");
        return new TestLab(dir, folder);
    }

    /// A lab whose nodes are in no cluster.
    static TestLab startBare(boolean netns, int nodes) throws LabException, IOException {
        Path dir = Files.createTempDirectory("belay-t");
        var folder = new LabFolder(dir.resolve("lab"));
        var steps = new ArrayList<String>();
        new LabStart(folder, nodes, netns, true).run(step -> steps.add(step.code()));
        assertThat(steps).contains("addresses", "agent", "ssh", "answering");
        return new TestLab(dir, folder);
    }

    LabState state() throws LabException {
        return client.order(LabOrder.of(LabOrder.Verb.STATUS));
    }

    LabState.NodeView view(String node) throws LabException {
        return state().nodes().stream().filter(v -> v.id().equals(node)).findFirst().orElseThrow();
    }

    void order(LabOrder.Verb verb, String node) throws LabException {
        client.order(LabOrder.of(verb, node));
    }

    void cut(String from, String to, boolean oneWay) throws LabException {
        client.order(new LabOrder(LabOrder.Verb.CUT, from, to, oneWay));
    }

    void heal() throws LabException {
        client.order(LabOrder.of(LabOrder.Verb.HEAL));
    }

    LabNode node(String id) {
        return description.nodes().stream()
                .filter(n -> n.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Runs a script on the host of a node, and fails where it does.
    ///
    /// @return what it said
    String run(String node, String script) throws Exception {
        return Tools.run(
                "nsenter",
                "-t",
                Long.toString(view(node).hostPid()),
                "-m",
                "-u",
                "-i",
                "-n",
                "-p",
                "--",
                "sh",
                "-c",
                script);
    }

    /// The nodes but those named.
    List<String> others(String... named) {
        return description.nodes().stream()
                .map(LabNode::id)
                .filter(id -> !List.of(named).contains(id))
                .toList();
    }

    /// The agent's API from this machine, without SSH.
    ApiClient api(String node) throws LabException {
        Path socket =
                description.kind() == LabDescription.Kind.LOOPBACK
                        ? Path.of(node(node).socket())
                        : Path.of("/proc/" + view(node).hostPid() + "/root" + node(node).socket());
        return new ApiClient(new LocalSocket(socket), ANSWER);
    }

    /// A way over the node's SSH server, with the lab's key and nothing but the lab's known hosts.
    SshReach ssh(String node) throws AgentException {
        return ssh(node, node(node).socket());
    }

    SshReach ssh(String node, String socket) throws AgentException {
        LabNode described = node(node);
        var target =
                SshConfig.none()
                        .resolve(
                                SshAddress.of(
                                        description.user(),
                                        described.address(),
                                        described.sshPort()),
                                new SshChoices(
                                        Optional.of(Path.of(description.keyFile())),
                                        true,
                                        Optional.empty(),
                                        List.of(Path.of(description.knownHostsFile()))));
        var ports =
                new SshPorts(dir.resolve("accepted"), _ -> false, Secrets.NONE, ConnectWatch.NONE);
        return SshReach.connect(target, socket, ports, _ -> {});
    }

    ClusterStatus statusOverSsh(String node) throws AgentException {
        try (SshReach reach = ssh(node)) {
            return status(reach);
        }
    }

    private static ClusterStatus status(AgentPath path) throws AgentException {
        return new ApiClient(path, ANSWER).status();
    }

    /// The coordinator as a node sees it; empty when it knows none.
    String coordinator(String observer) throws LabException, AgentException {
        ClusterStatus status = api(observer).status();
        String coordinator = status.opinion().coordinator();
        return coordinator == null || !status.opinion().quorate() ? "" : coordinator;
    }

    NodeState stateOf(String node, String observer) throws LabException, AgentException {
        return api(observer).status().nodes().stream()
                .filter(n -> n.member().id().equals(node))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /// Blocks until the condition holds; an agent that does not answer does not hold it.
    static void await(String what, Callable<Boolean> condition) throws Exception {
        await(what, () -> "", condition);
    }

    /// Blocks until the condition holds, and tells what was seen last when it never does.
    static void await(String what, Supplier<?> seen, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (AgentException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(20);
        }
        fail(
                "not within "
                        + LONG.toSeconds()
                        + " s: "
                        + what
                        + " "
                        + last
                        + "; seen "
                        + seen.get());
    }

    List<Long> pids() throws LabException {
        var pids = new ArrayList<Long>();
        pids.add(description.supervisorPid());
        for (LabState.NodeView view : state().nodes()) {
            if (view.agentPid() != 0) {
                pids.add(view.agentPid());
            }
            if (view.hostPid() != 0) {
                pids.add(view.hostPid());
            }
        }
        return pids;
    }

    /// A process that has ended and waits to be reaped by somebody else does not live.
    static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, LabException {
        try {
            if (Files.exists(folder.logFile()) && Files.size(folder.logFile()) > 0) {
                System.out.println(Files.readString(folder.logFile()));
            }
            if (folder.isHeld()) {
                client.down();
            } else {
                folder.removeRemains();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(dir.resolve("accepted"));
        Files.deleteIfExists(dir);
    }
}
