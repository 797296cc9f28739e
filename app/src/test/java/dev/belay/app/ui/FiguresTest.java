package dev.belay.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private static final Figures ENGLISH = Figures.in(Language.ENGLISH);
    private static final Figures JAPANESE = Figures.in(Language.JAPANESE);

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s, 0.0 秒",
        "340, 0.3 s, 0.3 秒",
        "9990, 10.0 s, 10.0 秒",
        "41000, 41 s, 41 秒",
        "240000, 4 min, 4 分",
        "7200000, 2 h, 2 時間",
        "864000000, 10 d, 10 日"
    })
    void an_age_is_as_coarse_as_it_is_old(long millis, String english, String japanese) {
        assertThat(ENGLISH.age(millis)).isEqualTo(english);
        assertThat(JAPANESE.age(millis)).isEqualTo(japanese);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "64000, 64 KB",
        "999500, 1.0 MB",
        "3100000, 3.1 MB",
        "-2500000000, -2.5 GB"
    })
    void sizes_count_in_thousands(double bytes, String text) {
        assertThat(ENGLISH.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void below_a_second_a_duration_is_in_milliseconds() {
        assertThat(ENGLISH.duration(Duration.ofMillis(42))).isEqualTo("42 ms");
        assertThat(ENGLISH.duration(Duration.ofMillis(3400))).isEqualTo("3.4 s");
        assertThat(ENGLISH.millis(0.42)).isEqualTo("0.42 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, NEVER",
        "0, FRESH",
        "2000, FRESH",
        "2001, AGEING",
        "5000, AGEING",
        "5001, STALE"
    })
    void a_fact_is_fresh_then_ageing_then_stale(long millis, AgeBadge.Freshness freshness) {
        assertThat(AgeBadge.Freshness.of(millis)).isEqualTo(freshness);
    }
}
