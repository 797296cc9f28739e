package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.picture.PictureKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChooserPictureSaverTest {

    @Test
    void the_ending_says_what_a_picture_becomes_and_the_dialog_where_there_is_none() {
        assertThat(ChooserPictureSaver.named(Path.of("a.SVG"), PictureKind.PDF))
                .isEqualTo(Path.of("a.SVG"));
        assertThat(ChooserPictureSaver.named(Path.of("v1.2"), PictureKind.PDF))
                .isEqualTo(Path.of("v1.2.pdf"));
    }
}
