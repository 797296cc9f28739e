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
    void folders_that_were_made_for_the_lab_go_with_it_and_others_stay() throws Exception {
        Path there = Files.createDirectory(dir.resolve("there"));
        var folder = new LabFolder(there.resolve("made/too/lab"));
        folder.take().acquiredBy().close();

        assertThat(folder.removeRemains()).isTrue();

        assertThat(there).isEmptyDirectory();
    }

    @Test
    void a_folder_above_that_holds_something_else_stays() throws Exception {
        var folder = new LabFolder(dir.resolve("made/too/lab"));
        folder.take().acquiredBy().close();
        Path precious = Files.writeString(dir.resolve("made/precious.txt"), "x");

        assertThat(folder.removeRemains()).isTrue();

        assertThat(precious).exists();
        assertThat(dir.resolve("made/too")).doesNotExist();
    }

    @Test
    void the_end_of_the_first_log_that_says_something_is_told() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty.log"), "\n");
        Path full = Files.writeString(dir.resolve("full.log"), "begin\n  the reason\n\n");

        assertThat(LabFolder.lastLine(dir.resolve("none.log"), empty, full))
                .isEqualTo("the reason");
        assertThat(LabFolder.lastLine(dir.resolve("none.log"))).isEmpty();
    }

    @Test
    void a_path_that_leaves_no_room_for_sockets_is_refused() {
        var folder = new LabFolder(dir.resolve("x".repeat(80)));
        assertThatThrownBy(folder::take)
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.code()).isEqualTo("dir.long"));
    }
}
