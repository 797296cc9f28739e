package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.RefusalText;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemedyTest {

    @ParameterizedTest
    @CsvSource({
        "keys-not-reset, KEYS",
        "proof-wrong, KEYS",
        "former-admin-not-reset, RESET",
        "node-not-reset, RESET",
        "token-unknown, STRANGER",
        "token-used, STRANGER",
        "token-expired, STRANGER",
        "token-of-another-cluster, STRANGER",
        "enrollment-closed, STRANGER"
    })
    void what_can_be_done_follows_from_the_exact_code(String code, Remedy remedy) {
        assertThat(Remedy.of(code)).isEqualTo(remedy);
        assertThat(RefusalText.of(Locale.ENGLISH).title(new ApiError(code, "", "", "")))
                .as("agents have this code")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ha-already-set-up", "worker-is-admin", "keys-already-reset", "x"})
    void a_code_that_only_contains_a_known_word_has_no_remedy(String code) {
        assertThat(Remedy.of(code)).isEqualTo(Remedy.NONE);
    }

    @Test
    void a_member_of_another_cluster_is_never_reset_from_here() {
        assertThat(Remedy.of("ha-already-set-up")).isNotEqualTo(Remedy.RESET);
    }
}
