package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FuzzySearchTest {
    private static final List<String> NAMES =
            List.of(
                    "Go to Topology",
                    "Go to Health",
                    "Start the lab",
                    "Stop the lab",
                    "Look: dark");

    @Test
    void an_empty_query_lists_everything_in_its_order() {
        assertThat(find("")).isEqualTo(NAMES);
    }

    @Test
    void letters_at_the_beginnings_of_words_come_first() {
        assertThat(find("gh")).first().isEqualTo("Go to Health");
        assertThat(find("stl")).containsExactly("Start the lab", "Stop the lab");
    }

    @Test
    void a_whole_word_beats_scattered_letters() {
        assertThat(find("lab").subList(0, 2)).containsExactly("Start the lab", "Stop the lab");
    }

    @Test
    void what_lacks_a_letter_is_not_found() {
        assertThat(find("xyz")).isEmpty();
    }

    private static List<String> find(String query) {
        return FuzzySearch.find(query, NAMES, Function.identity());
    }
}
