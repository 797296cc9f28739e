package dev.belay.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeatTest {

    private static final long PERIOD = 1_000;

    @Test
    void loops_that_begin_at_any_time_wake_together() {
        for (long begun = -3_000; begun < 3_000; begun++) {
            assertThat(Math.floorMod(begun + Beat.nanosToNext(begun, PERIOD), PERIOD)).isZero();
        }
    }

    @Test
    void no_look_follows_the_one_before_sooner_than_half_a_period() {
        for (long now = 0; now < PERIOD; now++) {
            assertThat(Beat.nanosToNext(now, PERIOD)).isBetween(PERIOD / 2, PERIOD * 3 / 2);
        }
        assertThat(Beat.nanosToNext(0, PERIOD)).isEqualTo(PERIOD);
        assertThat(Beat.nanosToNext(10, PERIOD)).isEqualTo(990);
    }
}
