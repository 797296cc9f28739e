package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Measure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(MessagesTest.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void every_text_is_there_in_both_languages_with_the_same_places_to_fill() throws IOException {
        Properties english = bundle("messages.properties");
        Properties japanese = bundle("messages_ja.properties");
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (String key : english.stringPropertyNames()) {
            assertThat(new MessageFormat(japanese.getProperty(key)).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSameSizeAs(
                            new MessageFormat(english.getProperty(key))
                                    .getFormatsByArgumentIndex());
        }
    }

    @Test
    void every_measure_has_a_name() throws IOException {
        Properties english = bundle("messages.properties");
        for (Measure measure : Measure.ALL) {
            assertThat(english).containsKey("measure." + measure.id());
        }
    }
}
