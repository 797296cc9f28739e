package dev.belay.agent.consensus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Measures real processes: from `kill -9` of the coordinator to the moment at which both others
/// name a new one, how long a start takes, memory and processor time at rest.
///
/// `bench/failover [trials]`
final class FailoverMeasure {

    private static final Duration REST = Duration.ofSeconds(10);

    private FailoverMeasure() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int trials = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path dir = Files.createTempDirectory("belay-failover");
        try (var trio = new ProcessTrio(dir, RaftSettings.LogSize.OF_AN_AGENT)) {
            long begun = System.nanoTime();
            trio.startAll();
            trio.awaitCoordinator();
            print("three cold processes to a coordinator", millisSince(begun));
            rest(trio);
            List<Long> elections = new ArrayList<>();
            List<Long> joins = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                elections.add(killCoordinator(trio, joins));
            }
            summary("kill -9 to a new coordinator named by both others", elections);
            summary("start of a process to joined", joins);
        } finally {
            delete(dir);
        }
    }

    private static long killCoordinator(ProcessTrio trio, List<Long> joins)
            throws IOException, InterruptedException {
        String coordinator = trio.awaitCoordinator();
        List<String> others = trio.ids().stream().filter(id -> !id.equals(coordinator)).toList();
        trio.kill(coordinator);
        long killed = System.nanoTime();
        long named = 0;
        for (String id : others) {
            Trio.await(
                    "a new coordinator",
                    () -> trio.firstSaid(id, killed, text -> names(text, coordinator)) != null);
            var said = trio.firstSaid(id, killed, text -> names(text, coordinator));
            named = Math.max(named, said == null ? 0 : said.atNanos());
        }
        long begun = System.nanoTime();
        trio.start(coordinator);
        Trio.await(
                "the killed one to join",
                () ->
                        trio.firstSaid(
                                        coordinator,
                                        begun,
                                        text ->
                                                text.startsWith("! opinion ")
                                                        && !text.contains(" null "))
                                != null);
        joins.add(millisSince(begun));
        return Duration.ofNanos(named - killed).toMillis();
    }

    private static boolean names(String text, String former) {
        return text.startsWith("! opinion ")
                && !text.contains(" null ")
                && !text.startsWith("! opinion " + former + " ");
    }

    private static void rest(ProcessTrio trio) throws IOException, InterruptedException {
        Thread.sleep(5_000);
        long[] before = new long[3];
        for (int i = 0; i < 3; i++) {
            before[i] = cpuMillis(trio.pid(trio.ids().get(i)));
        }
        Thread.sleep(REST);
        for (int i = 0; i < 3; i++) {
            String id = trio.ids().get(i);
            long pid = trio.pid(id);
            double percent = 100.0 * (cpuMillis(pid) - before[i]) / REST.toMillis();
            print(id + " at rest: % of a core x100", Math.round(percent * 100));
            print(id + " at rest: PSS kB", pssKilobytes(pid));
            print(id + " at rest: threads", threads(pid));
        }
    }

    private static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    private static long pssKilobytes(long pid) throws IOException {
        return number(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
    }

    private static long threads(long pid) throws IOException {
        return number(Path.of("/proc/" + pid + "/status"), "Threads:");
    }

    private static long number(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return -1;
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static void summary(String what, List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        System.out.println(
                what
                        + ": median "
                        + sorted.get(sorted.size() / 2)
                        + " ms, "
                        + sorted.getFirst()
                        + " to "
                        + sorted.getLast()
                        + " ms, n="
                        + sorted.size()
                        + " "
                        + values);
    }

    private static void print(String what, long value) {
        System.out.println(what + ": " + value);
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
