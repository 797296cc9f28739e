package dev.belay.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import org.junit.jupiter.api.Test;

class RefusalWordsTest {
    private static final ApiError KNOWN =
            new ApiError("keys-not-reset", "keys", "none", "run 'belay key reset' on it first");
    private static final ApiError NEW =
            new ApiError("from-the-future", "this", "that", "update the studio");

    @Test
    void a_known_code_is_told_in_the_readers_language() {
        assertThat(RefusalWords.in(Language.ENGLISH).what(KNOWN))
                .isEqualTo("the keys of the node were not reset");
        assertThat(RefusalWords.in(Language.JAPANESE).what(KNOWN)).isEqualTo("ノードの鍵がリセットされていません");
        assertThat(RefusalWords.in(Language.JAPANESE).advice(KNOWN))
                .isEqualTo("先にそのノードで 'belay key reset' を実行してください。");
    }

    @Test
    void an_unknown_code_is_told_as_it_was_said() {
        for (Language language : Language.values()) {
            assertThat(RefusalWords.in(language).what(NEW)).isEqualTo("that");
            assertThat(RefusalWords.in(language).advice(NEW)).isEqualTo("Update the studio.");
        }
    }

    @Test
    void advice_is_a_whole_sentence() {
        RefusalWords words = RefusalWords.in(Language.ENGLISH);
        assertThat(words.advice(KNOWN)).isEqualTo("Run 'belay key reset' on it first.");
        assertThat(words.advice(new ApiError("x", "a", "b", "Done."))).isEqualTo("Done.");
        assertThat(words.advice(new ApiError("x", "a", "b", ""))).isEmpty();
    }
}
