package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.app.picture.PictureKind;
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
        WholeFile.write(file, new byte[] {1, 2});
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
        assertThat(files(folder)).isEqualTo(1);
    }

    @Test
    void a_failure_leaves_nothing_behind_and_says_why(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("there");
        Files.createDirectories(file.resolve("inside"));
        IOException e =
                catchThrowableOfType(
                        IOException.class, () -> WholeFile.write(file, new byte[] {1}));
        assertThat(WholeFile.why(e)).isNotBlank();
        assertThat(file.resolve("inside")).isDirectory();
        assertThat(files(folder)).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_not_there_is_named_as_such(@TempDir Path folder) {
        IOException e =
                catchThrowableOfType(
                        IOException.class,
                        () -> WholeFile.write(folder.resolve("no/a.svg"), new byte[] {1}));
        assertThat(WholeFile.why(e)).isEqualTo("No such file or directory");
    }

    @Test
    void the_ending_says_what_a_picture_becomes_and_the_dialog_where_there_is_none() {
        assertThat(ChooserPictureSaver.named(Path.of("a.SVG"), PictureKind.PDF))
                .isEqualTo(Path.of("a.SVG"));
        assertThat(ChooserPictureSaver.named(Path.of("v1.2"), PictureKind.PDF))
                .isEqualTo(Path.of("v1.2.pdf"));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
