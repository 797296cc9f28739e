package dev.belay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class RefusalTextTest {

    @Test
    void every_refusal_has_a_title_and_an_advice_in_both_languages() {
        var english = ResourceBundle.getBundle("dev.belay.api.refusals", Locale.ROOT);
        var japanese = ResourceBundle.getBundle("dev.belay.api.refusals", Locale.JAPANESE);
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (String key : english.keySet()) {
            assertThat(english.getString(key)).as(key).isNotBlank();
            assertThat(japanese.getString(key)).as(key).isNotEqualTo(english.getString(key));
            assertThat(english.containsKey(key.replace(".advice", "") + ".advice")).isTrue();
        }
    }

    @Test
    void english_is_what_the_agent_said_and_japanese_keeps_what_it_found() {
        var error = new ApiError("clock-off", "a clock", "one that is 70 s ahead", "mend it");
        assertThat(RefusalText.of(Locale.ROOT).sentence(error)).isEqualTo(error.sentence());
        assertThat(RefusalText.of(Locale.JAPANESE).sentence(error))
                .contains("時計", "one that is 70 s ahead");
    }

    @Test
    void a_code_of_a_newer_agent_is_shown_as_it_was_said() {
        var error = new ApiError("from-the-future", "a", "b", "c");
        assertThat(RefusalText.of(Locale.JAPANESE).sentence(error)).isEqualTo("a; found b: c");
        assertThat(RefusalText.of(Locale.JAPANESE).title(error)).isEmpty();
    }
}
