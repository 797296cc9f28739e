package dev.belay.app.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.app.project.DesignFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @Test
    void what_was_there_is_replaced_as_a_whole(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.pdf"), "what was there");
        new WholeFile().write(file, new byte[] {1, 2});
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
        assertThat(files(folder)).isEqualTo(1);
    }

    @Test
    void a_failure_leaves_nothing_behind_and_says_why(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("there");
        Files.createDirectories(file.resolve("inside"));
        assertThat(reason(file)).isEqualTo(Reason.NO_FILE);
        assertThat(file.resolve("inside")).isDirectory();
        assertThat(files(folder)).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_not_there_is_named_as_such(@TempDir Path folder) {
        assertThat(reason(folder.resolve("no/a.svg"))).isEqualTo(Reason.NOT_THERE);
    }

    @Test
    void a_link_stays_a_link_and_a_file_beside_it_is_left_alone(@TempDir Path folder)
            throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("a.pdf"), target);
        Path other = Files.writeString(folder.resolve("a.pdf.new"), "mine");
        new WholeFile().write(link, new byte[] {7});
        assertThat(link).isSymbolicLink();
        assertThat(target).hasBinaryContent(new byte[] {7});
        assertThat(other).hasContent("mine");
    }

    private static Reason reason(Path file) {
        return catchThrowableOfType(
                        DesignFileException.class,
                        () -> new WholeFile().write(file, new byte[] {1}))
                .reason();
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
