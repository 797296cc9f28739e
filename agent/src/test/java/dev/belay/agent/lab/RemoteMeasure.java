package dev.belay.agent.lab;

import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.RemotedHost;
import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What remote nodes cost their cluster: `RemoteMeasure COUNT`, called by `bench/remote`. Three
/// agents, and so many hosts with the distribution's own daemon, each with a service of its own.
final class RemoteMeasure {

    private static final long TICKS_PER_SECOND = 100;
    private static final int FIRST = 20;
    private static final int MOST = 200;
    private static final long LOOK_MILLIS = 60_000;

    private final TestLab lab;
    private final List<ApiClient> ways = new ArrayList<>();
    private final List<RemotedHost> hosts = new ArrayList<>();

    private RemoteMeasure(TestLab lab) throws LabException {
        this.lab = lab;
        for (LabNode node : lab.description.nodes()) {
            ways.add(lab.api(node.id()));
        }
    }

    public static void main(String[] args) throws Exception {
        int count = Math.min(MOST, args.length > 0 ? Integer.parseInt(args[0]) : 40);
        Path folder = Files.createTempDirectory("belay-remote");
        try (TestLab lab = TestLab.start(true, 3)) {
            var measure = new RemoteMeasure(lab);
            try {
                measure.run(count, folder);
            } finally {
                for (RemotedHost host : measure.hosts) {
                    host.close();
                }
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private void run(int count, Path folder) throws Exception {
        byte[] bytes = new byte[AuthKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.write(lab.folder.node("node-1").resolveSibling("authkey"), bytes);
        apply(0, count);
        Thread.sleep(LOOK_MILLIS);
        cost("without remote nodes");
        for (int i = 0; i < count; i++) {
            hosts.add(
                    RemotedHost.startAt(
                            SquidHost.switchOf(lab),
                            address(i),
                            folder.resolve("far-" + i),
                            AuthKey.of(bytes)));
        }
        long begin = System.nanoTime();
        apply(count, count);
        awaitActive(count, "");
        say("applied to all services active on " + count + " remote nodes", begin);
        Thread.sleep(LOOK_MILLIS);
        cost("with " + count + " remote nodes");
        String holder = most();
        begin = System.nanoTime();
        lab.order(LabOrder.Verb.KILL, holder);
        awaitActive(count, holder);
        say("kill of the member with the most connections to all of them held again", begin);
    }

    private String address(int index) {
        String first = lab.node("node-1").address();
        return first.substring(0, first.lastIndexOf('.') + 1) + (FIRST + index);
    }

    private void apply(int remotes, int services) throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        var all = new ArrayList<String>();
        for (int i = 0; i < remotes; i++) {
            nodes.add(
                    """
                    { "id": "far-%d", "name": "far-%d", "role": "remote", "address": "%s", "remote": { "stock": true } }
                    """
                            .formatted(i, i, address(i)));
        }
        for (int i = 0; i < services; i++) {
            all.add(
                    """
                    { "id": "s-%d", "name": "s-%d", "start": "%s", %s
                      "resources": [ { "type": "ocf", "name": "r-%d", "provider": "pacemaker", "agent": "Dummy",
                        "operations": { "start": "60s", "stop": "60s", "monitor": "60s", "interval": "10s" } } ] }
                    """
                            .formatted(
                                    i,
                                    i,
                                    i < remotes ? "automatic" : "manual",
                                    i < remotes
                                            ? "\"constraints\": [ { \"type\": \"location\", \"place\": \"far-%d\", \"score\": 100 } ],"
                                                    .formatted(i)
                                            : "",
                                    i));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" } },
                  "nodes": [ %s ], "services": [ %s ] }
                """
                        .formatted(String.join(",", nodes), String.join(",", all));
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    private ServicesView view() throws Exception {
        return new ClientCluster(ways).services();
    }

    /// @param not a member that has none of the connections; empty for any
    private void awaitActive(int count, String not) throws Exception {
        long end = System.nanoTime() + 300_000_000_000L;
        while (true) {
            ServicesView view = view();
            long active =
                    view.services().stream()
                            .filter(one -> one.state() == State.ACTIVE)
                            .filter(one -> one.node().startsWith("far-"))
                            .count();
            long held =
                    view.hosts().stream()
                            .filter(one -> one.isRemote() && one.answered())
                            .filter(one -> one.hindrance().isEmpty() && !one.by().equals(not))
                            .count();
            if (active == count && held == count) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        active + " of " + count + " are active, " + held + " are held: " + view);
            }
            Thread.sleep(50);
        }
    }

    private String most() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        view().hosts().stream()
                .filter(one -> one.isRemote() && !one.by().isEmpty())
                .forEach(one -> counts.merge(one.by(), 1, Integer::sum));
        System.out.println("connections by member: " + counts);
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private void cost(String when) throws Exception {
        String coordinator = lab.coordinator("node-1");
        Map<String, Long> before = new TreeMap<>();
        for (LabState.NodeView node : lab.state().nodes()) {
            before.put(node.id(), ticks(node.agentPid()));
        }
        long begin = System.nanoTime();
        Thread.sleep(LOOK_MILLIS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (LabState.NodeView node : lab.state().nodes()) {
            double cpu =
                    (ticks(node.agentPid()) - before.getOrDefault(node.id(), 0L))
                            * 100.0
                            / TICKS_PER_SECOND
                            / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s%s: %.1f %% of a core, %.0f MiB (PSS)%n",
                    when,
                    node.id(),
                    node.id().equals(coordinator) ? ", the coordinator" : "",
                    cpu,
                    pssBytes(node.agentPid()) / 1048576.0);
        }
    }

    private static void say(String what, long begin) {
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - begin) / 1e9);
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long pssBytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .sum()
                    * 1024;
        }
    }
}
