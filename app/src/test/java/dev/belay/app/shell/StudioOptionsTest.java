package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudioOptionsTest {
    @Test
    void file_lab_language_and_look_are_understood_in_any_order() {
        assertThat(
                        StudioOptions.parse(
                                List.of("--theme=dark", "edge.belay", "--lab", "--lang", "ja")))
                .isEqualTo(
                        new StudioOptions.Outcome.Understood(
                                new StudioOptions(
                                        Path.of("edge.belay"),
                                        true,
                                        Language.JAPANESE,
                                        Look.DARK,
                                        false)));
    }

    @Test
    void a_refusal_says_what_was_wanted_and_found() {
        assertThat(refusal("--lang", "fr"))
                .isEqualTo(
                        "--lang wants en or ja, found 'fr': give one of them, or leave the option"
                                + " out");
        assertThat(refusal("--theme"))
                .isEqualTo(
                        "--theme wants light, dark or system, found '': give one of them, or leave"
                                + " the option out");
        assertThat(refusal("--speed")).isEqualTo("option '--speed' is not known: leave it out");
        assertThat(refusal("a.belay", "b.belay"))
                .isEqualTo("one FILE is opened at a time, found a second 'b.belay': leave it out");
    }

    @Test
    void pictures_want_a_folder() {
        assertThat(ShotOptions.parse(List.of("--lang", "en")))
                .isEqualTo(
                        new ShotOptions.Outcome.Refused(
                                "no folder was given: name one to write the pictures into"));
    }

    @Test
    void pictures_are_of_both_languages_and_looks_unless_one_is_named() {
        assertThat(ShotOptions.parse(List.of("out", "--theme", "dark")))
                .isEqualTo(
                        new ShotOptions.Outcome.Understood(
                                new ShotOptions(
                                        Path.of("out"),
                                        List.of(Language.values()),
                                        List.of(Look.DARK),
                                        List.of(100, 150),
                                        "")));
    }

    @Test
    void pictures_can_be_chosen_by_the_begin_of_their_names() {
        assertThat(ShotOptions.parse(List.of("out", "--only", "wizard", "--scale", "150")))
                .isEqualTo(
                        new ShotOptions.Outcome.Understood(
                                new ShotOptions(
                                        Path.of("out"),
                                        List.of(Language.values()),
                                        List.of(Look.LIGHT, Look.DARK),
                                        List.of(150),
                                        "wizard")));
        assertThat(ShotOptions.parse(List.of("out", "--only")))
                .isInstanceOf(ShotOptions.Outcome.Refused.class);
    }

    private static String refusal(String... arguments) {
        return switch (StudioOptions.parse(List.of(arguments))) {
            case StudioOptions.Outcome.Refused refused -> refused.reason();
            case StudioOptions.Outcome.Understood understood ->
                    throw new AssertionError("understood: " + understood);
        };
    }
}
