package dev.belay.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreTest {

    @Test
    void never_is_stronger_than_must_and_both_than_any_number() {
        assertThat(Score.add(Score.INFINITY, -Score.INFINITY)).isEqualTo(-Score.INFINITY);
        assertThat(Score.add(Score.INFINITY, -999_999)).isEqualTo(Score.INFINITY);
        assertThat(Score.add(-Score.INFINITY, 999_999)).isEqualTo(-Score.INFINITY);
        assertThat(Score.add(999_999, 999_999)).isEqualTo(Score.INFINITY);
        assertThat(Score.add(7, -10)).isEqualTo(-3);
    }

    @Test
    void it_is_read_as_it_is_written() {
        assertThat(Score.parse("-INFINITY")).hasValue(-Score.INFINITY);
        assertThat(Score.parse("+INFINITY")).hasValue(Score.INFINITY);
        assertThat(Score.parse(" 12 ")).hasValue(12);
        assertThat(Score.parse("99999999999")).hasValue(Score.INFINITY);
        assertThat(Score.parse("much")).isEmpty();
        assertThat(Score.text(-Score.INFINITY)).isEqualTo("-INFINITY");
        assertThat(Score.text(12)).isEqualTo("12");
    }
}
