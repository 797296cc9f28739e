package dev.belay.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private static final Duration FIVE = Duration.ofMillis(5);

    private final List<Probe> probes = new ArrayList<>();

    private static long ms(long millis) {
        return millis * 1_000_000;
    }

    /// One question each 5 ms, answered within one.
    private void answered(long fromMillis, long toMillis) {
        for (long at = fromMillis; at < toMillis; at += 5) {
            probes.add(Probe.answered(ms(at), ms(at + 1)));
        }
    }

    private void lost(long fromMillis, long toMillis) {
        for (long at = fromMillis; at < toMillis; at += 5) {
            probes.add(Probe.lost(ms(at)));
        }
    }

    private Availability at(long millis) {
        return Availability.of(probes, ms(millis), FIVE);
    }

    @Test
    void an_outage_is_from_the_last_answer_before_to_the_next_one() {
        answered(0, 100);
        lost(100, 700);
        answered(700, 800);

        Availability seen = at(800);

        assertThat(seen.outages()).containsExactly(new Gap(ms(96), ms(701), true));
        assertThat(seen.longestNanos()).isEqualTo(ms(605));
        assertThat(seen.sent()).isEqualTo(160);
        assertThat(seen.answered()).isEqualTo(40);
        assertThat(seen.lost()).isEqualTo(120);
    }

    @Test
    void without_an_answer_there_is_nothing_to_count_from() {
        assertThat(Availability.of(List.of(), ms(50), FIVE)).isEqualTo(Availability.NONE);
        lost(0, 500);

        assertThat(at(500).outages()).isEmpty();
        assertThat(at(500).lastAnswerNanos()).isEqualTo(-1);
        assertThat(at(500).answersNow(ms(500), FIVE)).isFalse();
    }

    @Test
    void an_outage_that_is_not_over_lasts_until_now() {
        answered(0, 100);
        lost(100, 1_000);

        assertThat(at(1_000).outages()).containsExactly(new Gap(ms(96), ms(1_000), false));
        assertThat(at(1_000).answersNow(ms(1_000), FIVE)).isFalse();
    }

    @Test
    void single_losses_are_no_outage() {
        answered(0, 100);
        lost(100, 105);
        answered(105, 200);

        assertThat(at(200).outages()).isEmpty();
        assertThat(at(200).longestNanos()).isEqualTo(ms(10));
        assertThat(at(200).lost()).isEqualTo(1);
    }

    @Test
    void a_second_outage_is_told_beside_the_longest() {
        answered(0, 100);
        lost(100, 700);
        answered(700, 2_000);
        lost(2_000, 2_100);
        answered(2_100, 2_200);

        assertThat(at(2_200).outages()).hasSize(2);
        assertThat(at(2_200).worstSince(0)).contains(new Gap(ms(96), ms(701), true));
        assertThat(at(2_200).worstSince(ms(1_000))).contains(new Gap(ms(1_996), ms(2_101), true));
        assertThat(at(2_200).worstSince(ms(2_150))).isEmpty();
    }

    @Test
    void a_time_in_which_the_client_asked_nothing_is_no_outage() {
        answered(0, 100);
        answered(600, 700);

        assertThat(at(700).outages()).isEmpty();
        assertThat(at(700).blindNanos()).isEqualTo(ms(505));
    }

    @Test
    void an_answer_that_came_late_ends_the_outage_when_it_came() {
        answered(0, 100);
        // Held back on its way until the address was there again.
        probes.add(Probe.answered(ms(100), ms(650)));
        lost(105, 650);
        answered(655, 700);

        assertThat(at(700).outages()).containsExactly(new Gap(ms(96), ms(650), true));
    }

    @Test
    void answers_may_come_in_another_order_than_the_questions() {
        answered(0, 100);
        probes.add(Probe.answered(ms(100), ms(130)));
        probes.add(Probe.answered(ms(105), ms(106)));
        probes.add(Probe.answered(ms(110), ms(112)));

        assertThat(at(131).outages()).isEmpty();
        assertThat(at(131).lastAnswerNanos()).isEqualTo(ms(130));
    }

    @Test
    void what_may_still_be_answered_is_not_lost() {
        answered(0, 100);
        probes.add(Probe.open(ms(100)));

        assertThat(at(110).lost()).isZero();
        assertThat(at(110).answersNow(ms(110), FIVE)).isTrue();
    }

    @Test
    void slow_probing_takes_longer_times_for_normal() {
        assertThat(Availability.threshold(FIVE)).isEqualTo(ms(50));
        assertThat(Availability.threshold(Duration.ofMillis(100))).isEqualTo(ms(1_000));
    }
}
