package dev.belay.agent.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.Belay;
import dev.belay.agent.lab.LabClient;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(classes = {Belay.class, LabClient.class})
    void every_text_stands_in_both_languages_with_the_same_places_to_fill(Class<?> owner)
            throws IOException {
        Properties english = load(owner, "messages.properties");
        Properties japanese = load(owner, "messages_ja.properties");
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(japanese.getProperty(key)))
                    .as(key)
                    .containsExactlyInAnyOrderElementsOf(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void the_environment_chooses_the_language() {
        assertThat(Texts.localeOf(Map.of("LANG", "ja_JP.UTF-8"))).isEqualTo(Locale.JAPANESE);
        assertThat(Texts.localeOf(Map.of("LANG", "ja"))).isEqualTo(Locale.JAPANESE);
        assertThat(Texts.localeOf(Map.of("LANG", "ja", "LC_ALL", "C"))).isEqualTo(Locale.ROOT);
        assertThat(Texts.localeOf(Map.of())).isEqualTo(Locale.ROOT);
    }

    @Test
    void a_duration_is_said_in_the_unit_that_fits() {
        Texts texts = Texts.of(Belay.class, Locale.ROOT);
        assertThat(texts.duration(840)).isEqualTo("0.8 s");
        assertThat(texts.duration(42_000)).isEqualTo("42 s");
        assertThat(texts.duration(600_000)).isEqualTo("10 min");
        assertThat(texts.duration(7_200_000)).isEqualTo("2 h");
        assertThat(texts.duration(-5)).isEqualTo("0.0 s");
    }

    private static List<String> placeholders(String text) {
        var found = new ArrayList<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found.stream().distinct().toList();
    }

    private static Properties load(Class<?> owner, String name) throws IOException {
        var properties = new Properties();
        try (Reader reader =
                new InputStreamReader(owner.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
