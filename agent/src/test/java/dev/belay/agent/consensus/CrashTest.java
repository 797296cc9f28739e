package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.LiveFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the disk after a kill, a full disk or a damaged file.
class CrashTest {

    private static final RaftSettings.LogSize SMALL = new RaftSettings.LogSize(50, 16 << 10);

    @TempDir Path dir;

    @Test
    void what_was_acknowledged_is_there_after_all_nodes_were_killed_while_they_wrote()
            throws Exception {
        try (var trio = new ProcessTrio(dir, SMALL).startAll()) {
            for (int round = 1; round <= 2; round++) {
                String coordinator = trio.awaitCoordinator();
                String key = "label.round" + round;
                assertThat(trio.tell(coordinator, "fill " + key + " 80")).isEqualTo("80");
                trio.send(coordinator, "fill " + key + ".more 100000");
                for (String id : trio.ids()) {
                    trio.kill(id);
                }
                trio.startAll();
                trio.awaitCoordinator();
                assertThat(trio.tell("n1", "read " + key + " 10000")).startsWith("done v80 ");
            }
        }
    }

    @Test
    void a_node_whose_disk_refuses_a_write_ends_and_loses_nothing_and_the_others_go_on()
            throws Exception {
        try (var trio = new ProcessTrio(dir, SMALL).startAll()) {
            String coordinator = trio.awaitCoordinator();
            String full = trio.followerOf(coordinator);
            assertThat(trio.tell(coordinator, "fill label.a 5")).isEqualTo("5");

            new ProcessBuilder("prlimit", "--pid", String.valueOf(trio.pid(full)), "--fsize=1024")
                    .start()
                    .waitFor();
            assertThat(trio.tell(coordinator, "fill label.a 60")).isEqualTo("60");

            assertThat(trio.awaitEnd(full)).isEqualTo(3);
            assertThat(trio.firstSaid(full, 0, text -> text.contains("LogFailed"))).isNotNull();
            trio.start(full);
            awaitHash(trio, full, trio.tell(coordinator, "hash"));
        }
    }

    @Test
    void a_coordinator_whose_disk_keeps_nothing_for_certain_ends_and_nothing_is_lost()
            throws Exception {
        Path shim = shim();
        try (var trio = new ProcessTrio(dir, SMALL)) {
            for (String id : trio.ids()) {
                trio.start(
                        id,
                        "env",
                        "LD_PRELOAD=" + shim,
                        "FSYNC_FAILS_WHILE=" + dir.resolve(id + ".fails"));
            }
            String failing = trio.awaitCoordinator();
            assertThat(trio.tell(failing, "fill label.a 20")).isEqualTo("20");

            Files.createFile(dir.resolve(failing + ".fails"));
            trio.send(failing, "fill label.more 40");
            assertThat(trio.awaitEnd(failing)).isEqualTo(3);
            assertThat(trio.firstSaid(failing, 0, text -> text.contains("LogFailed"))).isNotNull();
            trio.kill(failing);

            String next = trio.awaitCoordinator();
            assertThat(next).isNotEqualTo(failing);
            assertThat(trio.tell(next, "read label.a 10000")).startsWith("done v20 ");
            assertThat(trio.tell(next, "fill label.b 10")).isEqualTo("10");
            // Refuses as long as the disk does, and says why.
            trio.start(
                    failing,
                    "env",
                    "LD_PRELOAD=" + shim,
                    "FSYNC_FAILS_WHILE=" + dir.resolve(failing + ".fails"));
            assertThat(trio.awaitEnd(failing)).isNotZero();
            trio.kill(failing);

            Files.delete(dir.resolve(failing + ".fails"));
            trio.start(failing);
            awaitHash(trio, failing, trio.tell(next, "hash"));
        }
    }

    /// Built here: a library of C for this machine.
    private Path shim() throws Exception {
        Path source = dir.resolve("fsync-error.c");
        try (InputStream in =
                Objects.requireNonNull(CrashTest.class.getResourceAsStream("fsync-error.c"))) {
            Files.copy(in, source);
        }
        Path library = dir.resolve("fsync-error.so");
        Process made =
                new ProcessBuilder(
                                "cc",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return library;
    }

    @Test
    void a_damaged_log_and_a_damaged_snapshot_stop_the_start_with_an_error_that_names_them()
            throws Exception {
        try (var trio = new ProcessTrio(dir, SMALL).startAll()) {
            String coordinator = trio.awaitCoordinator();
            String damaged = trio.followerOf(coordinator);
            assertThat(trio.tell(coordinator, "fill label.a 70")).isEqualTo("70");
            Trio.await("a snapshot", () -> !files(trio, damaged, CrashTest::isSnapshot).isEmpty());
            trio.kill(damaged);

            Path snapshot = files(trio, damaged, CrashTest::isSnapshot).getLast();
            byte[] good = Files.readAllBytes(snapshot);
            flip(snapshot, good.length / 2);
            refuses(trio, damaged, "is damaged");
            Files.write(snapshot, good);

            Path log = files(trio, damaged, name -> name.startsWith("log_")).getLast();
            byte[] whole = Files.readAllBytes(log);
            flip(log, 60);
            refuses(trio, damaged, "corrupted");
            Files.write(log, whole);

            trio.start(damaged);
            awaitHash(trio, damaged, trio.tell(coordinator, "hash"));
        }
    }

    private static void refuses(ProcessTrio trio, String id, String found)
            throws IOException, InterruptedException {
        trio.start(id);
        assertThat(trio.awaitEnd(id)).isEqualTo(2);
        Trio.await(
                "the reason",
                () -> trio.firstSaid(id, 0, text -> text.contains("log-unusable")) != null);
        assertThat(trio.said(id).getLast().text()).contains(found);
        trio.kill(id);
    }

    private static void awaitHash(ProcessTrio trio, String id, String wanted) {
        Trio.await(
                "the state of the others",
                () -> {
                    try {
                        return trio.tell(id, "hash").equals(wanted);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new AssertionError(e);
                    }
                });
    }

    private static boolean isSnapshot(String name) {
        return name.startsWith("snapshot.") && !name.endsWith(".md5") && !name.endsWith(".new");
    }

    private static List<Path> files(ProcessTrio trio, String id, Predicate<String> wanted) {
        try {
            return LiveFolder.files(trio.stateDir(id)).stream()
                    .filter(path -> wanted.test(path.getFileName().toString()))
                    .sorted(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
    }
}
