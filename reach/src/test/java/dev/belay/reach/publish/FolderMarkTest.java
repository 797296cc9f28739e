package dev.belay.reach.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMarkTest {

    @TempDir private Path dir;

    @Test
    void one_folder_has_one_mark_by_whatever_path() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("site"));
        Path link = Files.createSymbolicLink(dir.resolve("link"), folder);

        assertThat(FolderMark.of(folder)).isNotEmpty().isEqualTo(FolderMark.of(link));
    }

    @Test
    void another_folder_has_another() throws Exception {
        Path one = Files.createDirectory(dir.resolve("one"));
        Path other = Files.createDirectory(dir.resolve("other"));

        assertThat(FolderMark.of(one)).isNotEqualTo(FolderMark.of(other));
    }

    @Test
    void what_is_not_there_has_none() {
        assertThat(FolderMark.of(dir.resolve("none"))).isEmpty();
    }
}
