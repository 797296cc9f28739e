package dev.belay.reach.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

    @Test
    void blanks_part_words_unless_they_are_quoted() {
        assertThat(CommandWords.of("  nginx -t  -c '{tree}/my site.conf' a\\ b \"\" "))
                .contains(List.of("nginx", "-t", "-c", "{tree}/my site.conf", "a b", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"say 'hello", "say \"hello", "say \"it's"})
    void a_quote_that_is_not_closed_makes_no_words(String line) {
        assertThat(CommandWords.of(line)).isEmpty();
    }

    @Test
    void a_line_has_the_words_that_it_was_made_of() {
        List<String> words =
                List.of(
                        "sh",
                        "-c",
                        "test -f \"$1\" && echo 'a\\b'",
                        "",
                        "\\",
                        "{tree}",
                        "tab\there");
        assertThat(CommandWords.of(CommandWords.line(words))).contains(words);
        assertThat(CommandWords.line(List.of("systemctl", "reload", "nginx")))
                .isEqualTo("systemctl reload nginx");
    }
}
