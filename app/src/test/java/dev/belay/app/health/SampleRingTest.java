package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleRingTest {

    private static double[] row(double... values) {
        return values;
    }

    @Test
    void the_oldest_sample_makes_room_for_the_newest() {
        SampleRing ring = new SampleRing(3, 1);
        for (int at = 1; at <= 5; at++) {
            ring.add(at * 1_000L, row(at));
        }
        Points points = ring.points(0, 0);
        assertThat(points.size()).isEqualTo(3);
        assertThat(points.at(0)).isEqualTo(3_000);
        assertThat(points.mean(0)).isEqualTo(3);
        assertThat(points.at(2)).isEqualTo(5_000);
        assertThat(points.max(2)).isEqualTo(5);
    }

    @Test
    void a_sample_that_came_twice_is_left_out() {
        SampleRing ring = new SampleRing(8, 1);
        assertThat(ring.add(1_000, row(1))).isTrue();
        assertThat(ring.add(1_100, row(2))).isTrue();
        assertThat(ring.add(1_000, row(3))).isFalse();
        assertThat(ring.add(1_100, row(3))).isFalse();
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void a_clock_that_was_set_back_forgets_what_claims_to_be_later() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(10_000, row(1));
        ring.add(20_000, row(2));
        ring.add(30_000, row(3));
        assertThat(ring.add(15_000, row(4))).isTrue();
        assertThat(ring.size()).isEqualTo(2);
        assertThat(ring.valueAt(1, 0)).isEqualTo(4);
    }

    @Test
    void a_shorter_row_of_an_older_agent_is_filled_with_nothing() {
        SampleRing ring = new SampleRing(8, 3);
        ring.add(1_000, row(7));
        assertThat(ring.valueAt(0, 0)).isEqualTo(7);
        assertThat(ring.valueAt(0, 2)).isNaN();
    }

    @Test
    void three_silent_seconds_break_the_line() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(1_000, row(1));
        ring.add(4_000, row(2));
        ring.add(7_001, row(3));
        Points points = ring.points(0, 0);
        assertThat(points.continues(0)).isFalse();
        assertThat(points.continues(1)).isTrue();
        assertThat(points.continues(2)).isFalse();
    }

    @Test
    void times_are_brought_onto_the_clock_of_the_studio() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(1_000, row(1));
        assertThat(ring.points(0, -250).at(0)).isEqualTo(750);
    }

    @Test
    void a_frozen_ring_keeps_what_it_had() {
        SampleRing ring = new SampleRing(2, 1);
        ring.add(1_000, row(1));
        SampleRing frozen = ring.frozen();
        ring.add(2_000, row(2));
        ring.add(3_000, row(3));
        assertThat(frozen.size()).isEqualTo(1);
        assertThat(frozen.valueAt(0, 0)).isEqualTo(1);
    }

    @Test
    void a_history_that_covers_a_silence_takes_the_place_of_what_lies_before_it() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(10_000, row(1));
        ring.add(11_000, row(2));
        ring.add(20_000, row(3));
        ring.forgetBeforeSilenceIn(15_000, 21_000);
        assertThat(ring.size()).as("the history begins too late").isEqualTo(3);
        ring.forgetBeforeSilenceIn(5_000, 19_000);
        assertThat(ring.size()).as("the history ends too early").isEqualTo(3);
        ring.forgetBeforeSilenceIn(5_000, 21_000);
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.timeAt(0)).isEqualTo(20_000);
    }
}
