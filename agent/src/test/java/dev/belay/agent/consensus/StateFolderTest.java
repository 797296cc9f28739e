package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.enroll.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    private static final NodeName SELF = new NodeName("lab", "n1");

    @TempDir Path dir;

    @Test
    void a_folder_belongs_to_one_node_of_one_cluster() throws Exception {
        StateFolder.open(dir, SELF).close();

        refused(
                () -> StateFolder.open(dir, new NodeName("other", "n1")),
                "state-folder-of-another");
        refused(() -> StateFolder.open(dir, new NodeName("lab", "n2")), "state-folder-of-another");
        StateFolder.open(dir, SELF).close();
    }

    @Test
    void a_folder_is_held_by_one_agent_at_a_time() throws Exception {
        try (var held = StateFolder.open(dir, SELF)) {
            refused(() -> StateFolder.open(dir, SELF), "state-folder-in-use");
            assertThat(held.joined()).isFalse();
        }
        StateFolder.open(dir, SELF).close();
    }

    @Test
    void a_folder_of_a_newer_format_a_damaged_one_and_a_log_of_nobody_are_refused()
            throws Exception {
        StateFolder.open(dir, SELF).close();
        Path identity = dir.resolve("belay-state.json");
        String good = Files.readString(identity);

        Files.writeString(identity, good.replace("\"format\":1", "\"format\":2"));
        refused(() -> StateFolder.open(dir, SELF), "state-folder-format");
        Files.writeString(identity, "{\"form");
        refused(() -> StateFolder.open(dir, SELF), "state-folder-damaged");
        Files.delete(identity);
        Files.createDirectory(dir.resolve("raft"));
        refused(() -> StateFolder.open(dir, SELF), "state-folder-unknown");
    }

    @Test
    void a_folder_whose_log_was_taken_away_does_not_pass_for_the_one_that_joined()
            throws Exception {
        String before;
        try (var folder = StateFolder.open(dir, SELF)) {
            before = folder.instance();
            folder.markJoined();
            Files.createDirectory(folder.raft());
        }
        try (var folder = StateFolder.open(dir, SELF)) {
            assertThat(folder.joined()).isTrue();
            assertThat(folder.instance()).isEqualTo(before);
        }
        Files.delete(dir.resolve("raft"));

        try (var folder = StateFolder.open(dir, SELF)) {
            assertThat(folder.joined()).isFalse();
            assertThat(folder.instance()).isNotEqualTo(before);
        }
    }

    @Test
    void a_crash_between_the_two_renames_of_an_installed_snapshot_is_mended() throws Exception {
        StateFolder.open(dir, SELF).close();
        Path home = dir.resolve("raft").resolve(RaftGroupName.of("lab"));
        Path moved = Files.createDirectories(home.resolve("sm.tmp20260101"));
        Files.writeString(moved.resolve("snapshot.1_9"), "x");
        Files.writeString(moved.resolve("snapshot.1_9.md5"), "x");

        StateFolder.open(dir, SELF).close();

        assertThat(home.resolve("sm").resolve("snapshot.1_9")).exists();
    }

    @Test
    void a_folder_that_cannot_be_made_is_an_error_with_advice() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");

        refused(() -> StateFolder.open(file.resolve("state"), SELF), "state-folder-unusable");
    }

    private static void refused(ThrowingCallable start, String code) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        ConsensusException.class,
                        e -> assertThat(e.error().code()).isEqualTo(code));
    }
}
