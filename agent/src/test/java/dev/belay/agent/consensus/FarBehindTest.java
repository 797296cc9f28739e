package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.LiveFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that was away while the others purged the log that it would need.
class FarBehindTest {

    private static final RaftSettings.LogSize SMALL = new RaftSettings.LogSize(100, 16 << 10);

    @TempDir Path dir;

    @Test
    void a_node_far_behind_catches_up_by_a_snapshot_with_its_old_folder_and_with_an_empty_one()
            throws Exception {
        try (var trio = new ProcessTrio(dir, SMALL).startAll()) {
            String coordinator = trio.awaitCoordinator();
            String away = trio.followerOf(coordinator);
            assertThat(trio.tell(coordinator, "fill label.a 20")).isEqualTo("20");

            trio.kill(away);
            assertThat(trio.tell(coordinator, "fill label.b 350")).isEqualTo("350");
            trio.start(away);
            awaitSnapshotFromPeer(trio, away);
            awaitSameState(trio);

            trio.kill(away);
            assertThat(trio.tell(coordinator, "fill label.c 300")).isEqualTo("300");
            deleteTree(trio.stateDir(away));
            trio.start(away);
            awaitSnapshotFromPeer(trio, away);
            awaitSameState(trio);

            // What came by snapshot is durable and goes on from there.
            trio.kill(away);
            trio.start(away);
            trio.awaitCoordinator();
            assertThat(trio.tell(away, "write label.d last")).startsWith("done last");
            awaitSameState(trio);
            for (String id : trio.ids()) {
                assertThat(firstLogIndex(trio, id)).as("log of %s is purged", id).isPositive();
            }
        }
    }

    private static void awaitSnapshotFromPeer(ProcessTrio trio, String id) {
        Trio.await(
                "a snapshot from a peer",
                () -> trio.firstSaid(id, 0, text -> text.contains("SnapshotInstalled")) != null);
    }

    private static void awaitSameState(ProcessTrio trio) {
        Trio.await("equal states", () -> hashes(trio).stream().distinct().count() == 1);
    }

    private static List<String> hashes(ProcessTrio trio) {
        return trio.ids().stream()
                .map(id -> {
                    try {
                        return trio.tell(id, "hash");
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static long firstLogIndex(ProcessTrio trio, String id) throws IOException {
        return LiveFolder.files(trio.stateDir(id)).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.startsWith("log_"))
                .mapToLong(name ->
                        Long.parseLong(name.replace("inprogress_", "").split("[_-]", -1)[1]))
                .min()
                .orElse(0);
    }

    private static void deleteTree(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
