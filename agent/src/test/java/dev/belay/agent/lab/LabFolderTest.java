package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {

    @TempDir Path dir;

    @Test
    void a_folder_with_other_files_is_never_taken_or_touched() throws IOException {
        Path precious = Files.writeString(dir.resolve("precious.txt"), "x");
        var folder = new LabFolder(dir);
        assertThatThrownBy(folder::take)
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.code()).isEqualTo("dir.foreign"));
        assertThat(folder.removeRemains()).isFalse();
        assertThat(precious).exists();
    }

    @Test
    void the_remains_of_a_dead_lab_are_removed() throws Exception {
        var folder = new LabFolder(dir.resolve("lab"));
        FileLock lock = folder.take();
        Files.createDirectories(folder.node("node-1").resolve("state"));
        Files.writeString(folder.node("node-1").resolve("state/log"), "x");
        assertThat(folder.isHeld()).isTrue();
        assertThat(folder.removeRemains()).isFalse();
        lock.acquiredBy().close();
        assertThat(folder.isHeld()).isFalse();
        assertThat(folder.removeRemains()).isTrue();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void a_path_that_leaves_no_room_for_sockets_is_refused() {
        var folder = new LabFolder(dir.resolve("x".repeat(80)));
        assertThatThrownBy(folder::take)
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.code()).isEqualTo("dir.long"));
    }
}
