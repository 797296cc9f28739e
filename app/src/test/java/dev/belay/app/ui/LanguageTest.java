package dev.belay.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {

    private static Language of(Map<String, String> environment, Locale fallback) {
        return Language.of(environment, fallback);
    }

    @Test
    void the_environment_is_asked_before_the_jvm_which_knows_only_generated_locales() {
        assertThat(of(Map.of("LANG", "ja_JP.UTF-8"), Locale.ENGLISH)).isEqualTo(Language.JAPANESE);
        assertThat(of(Map.of("LANG", "ja"), Locale.ENGLISH)).isEqualTo(Language.JAPANESE);
        assertThat(of(Map.of("LC_ALL", "en_US.UTF-8", "LANG", "ja_JP.UTF-8"), Locale.JAPANESE))
                .isEqualTo(Language.ENGLISH);
        assertThat(of(Map.of("LANG", "C.UTF-8"), Locale.ENGLISH)).isEqualTo(Language.ENGLISH);
        assertThat(of(Map.of("LANG", "de_DE.UTF-8"), Locale.GERMAN)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void where_it_says_nothing_the_jvm_is_asked() {
        assertThat(of(Map.of(), Locale.JAPAN)).isEqualTo(Language.JAPANESE);
        assertThat(of(Map.of("LANG", ""), Locale.JAPAN)).isEqualTo(Language.JAPANESE);
        assertThat(of(Map.of(), Locale.GERMAN)).isEqualTo(Language.ENGLISH);
    }
}
