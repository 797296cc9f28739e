package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.check.Operation;
import dev.belay.agent.check.RegisterHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads and writes on all three nodes while coordinators are paused and killed.
class LinearizableTest {

    @TempDir Path dir;

    @Test
    void no_read_is_stale_while_a_coordinator_is_paused() throws Exception {
        List<Operation> history = run(dir, Duration.ofSeconds(8), 1, false);

        assertThat(RegisterHistory.check(history)).isEmpty();
        assertThat(reads(history)).isGreaterThan(200);
    }

    @Test
    @Tag("long")
    void no_read_of_thirty_thousand_is_stale_while_coordinators_are_paused_and_killed()
            throws Exception {
        List<Operation> history = new ArrayList<>();
        long rounds = 0;
        while (reads(history) < 30_000) {
            assertThat(++rounds).as("rounds").isLessThan(20);
            Path round = dir.resolve("round" + rounds);
            Files.createDirectory(round);
            List<Operation> part = run(round, Duration.ofSeconds(25), 3, true);
            assertThat(RegisterHistory.check(part)).isEmpty();
            history.addAll(part);
        }
        System.out.println(
                "linearizable: "
                        + reads(history)
                        + " reads, "
                        + (history.size() - reads(history))
                        + " writes, 0 violations, "
                        + rounds
                        + " rounds");
    }

    private static long reads(List<Operation> history) {
        return history.stream().filter(one -> one instanceof Operation.Read).count();
    }

    private static List<Operation> run(Path dir, Duration time, int pauses, boolean kill)
            throws IOException, InterruptedException {
        try (var trio = new ProcessTrio(dir, RaftSettings.LogSize.OF_AN_AGENT).startAll()) {
            trio.awaitCoordinator();
            List<Path> notes = new ArrayList<>();
            for (String id : trio.ids()) {
                Path file = dir.resolve(id + ".notes");
                notes.add(file);
                trio.send(id, "clients " + file + " " + id + " 4 " + time.toMillis());
            }
            for (int i = 0; i < pauses; i++) {
                pause(trio);
            }
            String killed = kill ? trio.awaitCoordinator() : "";
            if (kill) {
                trio.kill(killed);
            }
            for (String id : trio.ids()) {
                if (!id.equals(killed)) {
                    assertThat(trio.answer(id)).isEqualTo("done");
                }
            }
            return RegisterClients.history(notes);
        }
    }

    /// The paused one wakes up with reads in its queue, believing that it leads.
    private static void pause(ProcessTrio trio) throws IOException, InterruptedException {
        String coordinator = trio.awaitCoordinator();
        long paused = System.nanoTime();
        trio.signal(coordinator, "STOP");
        String other = trio.followerOf(coordinator);
        Trio.await(
                "another coordinator",
                () ->
                        trio.firstSaid(
                                        other,
                                        paused,
                                        text ->
                                                text.startsWith("! opinion ")
                                                        && !text.contains(" null ")
                                                        && !text.contains(" " + coordinator + " "))
                                != null);
        trio.signal(coordinator, "CONT");
    }
}
