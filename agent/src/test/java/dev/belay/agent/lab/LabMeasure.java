package dev.belay.agent.lab;

import dev.belay.api.LabDescription.LabNode;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import dev.belay.reach.LocalSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// The lab measured from outside: `LabMeasure TRIALS`, called by `bench/lab`.
final class LabMeasure {

    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /// Idle is a node that has been up for a while: in its first minutes it still compiles.
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private static final long TICKS_PER_SECOND = 100;

    private final LabFolder folder;
    private final int trials;

    private LabMeasure(LabFolder folder, int trials) {
        this.folder = folder;
        this.trials = trials;
    }

    public static void main(String[] args) throws Exception {
        int trials = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path dir = Files.createTempDirectory("belay-b");
        var measure = new LabMeasure(new LabFolder(dir.resolve("lab")), trials);
        try {
            measure.run();
        } finally {
            if (measure.folder.isHeld()) {
                new LabClient(measure.folder).down();
            }
            Files.deleteIfExists(dir);
        }
    }

    private void run() throws Exception {
        long begin = System.nanoTime();
        new LabStart(folder, 3, false).run(_ -> {});
        print("lab of three: start to up", "ms", List.of(millisSince(begin)));
        var client = new LabClient(folder);
        idle(client);
        var joined = new ArrayList<Double>();
        var status = new ArrayList<Double>();
        var event = new ArrayList<Double>();
        for (int i = 0; i < trials; i++) {
            String victim = coordinator("node-1");
            String survivor =
                    nodes(client).stream().filter(n -> !n.equals(victim)).findFirst().orElseThrow();
            long last = newest(survivor);
            long killed = System.nanoTime();
            client.order(LabOrder.of(LabOrder.Verb.KILL, victim));
            await(() -> !List.of("", victim).contains(coordinator(survivor)));
            status.add(millisSince(killed));
            await(() -> elected(survivor, last, victim));
            event.add(millisSince(killed));

            long started = System.nanoTime();
            client.order(LabOrder.of(LabOrder.Verb.START, victim));
            joined.add(millisSince(started));
        }
        print("agent: start to joined", "ms", joined);
        print("kill of coordinator: to status", "ms", status);
        print("kill of coordinator: to event", "ms", event);
    }

    private static void idle(LabClient client) throws Exception {
        Thread.sleep(SETTLING);
        List<Long> pids =
                client.order(LabOrder.of(LabOrder.Verb.STATUS)).nodes().stream()
                        .map(LabState.NodeView::agentPid)
                        .toList();
        var before = new ArrayList<Long>();
        for (long pid : pids) {
            before.add(ticks(pid));
        }
        long begin = System.nanoTime();
        Thread.sleep(IDLE);
        double seconds = millisSince(begin) / 1000;
        var cpu = new ArrayList<Double>();
        var memory = new ArrayList<Double>();
        for (int i = 0; i < pids.size(); i++) {
            cpu.add((ticks(pids.get(i)) - before.get(i)) * 100.0 / TICKS_PER_SECOND / seconds);
            memory.add(pssBytes(pids.get(i)) / 1048576.0);
        }
        print("agent: processor while idle", "% of a core", cpu);
        print("agent: memory (PSS) while idle", "MiB", memory);
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

    private static List<String> nodes(LabClient client) throws LabException {
        return client.order(LabOrder.of(LabOrder.Verb.STATUS)).lab().nodes().stream()
                .map(LabNode::id)
                .toList();
    }

    private ApiClient api(String node) {
        return new ApiClient(new LocalSocket(folder.node(node).resolve("agent.sock")), ANSWER);
    }

    private String coordinator(String observer) throws AgentException {
        ClusterStatus status = api(observer).status();
        String coordinator = status.opinion().coordinator();
        return coordinator == null || !status.opinion().quorate() ? "" : coordinator;
    }

    private long newest(String node) throws AgentException {
        List<EventRecord> events = api(node).events(-1, 1, EventScope.NODE);
        return events.isEmpty() ? 0 : events.getLast().seq();
    }

    private boolean elected(String node, long after, String victim) throws AgentException {
        return api(node).events(after, 100, EventScope.NODE).stream()
                .anyMatch(event ->
                        event.id().equals("coordinator.elected")
                                && !victim.equals(event.fields().get("coordinator")));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (AgentException e) {
                // Asked again: between two coordinators an agent may be busy.
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("not within " + LONGEST.toSeconds() + " s");
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static void print(String name, String unit, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        double median =
                n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
        System.out.printf(
                Locale.ROOT,
                "%-34s n=%-3d median=%.1f min=%.1f max=%.1f %s%n",
                name,
                n,
                median,
                sorted.getFirst(),
                sorted.getLast(),
                unit);
    }
}
