package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {

    private static final double NONE = Double.NaN;

    private static HistoryAnswer answer(double... means) {
        return new HistoryAnswer(
                "gw-1",
                HistoryTier.HOUR,
                10_000,
                100_000,
                List.of(new HistoryAnswer.Series("cpu", "%", means, means, means)));
    }

    private static Points history(double... means) {
        HistoryAnswer answer = answer(means);
        return HistoryPoints.of(answer, answer.series().getFirst(), 0);
    }

    @Test
    void a_slot_of_a_history_stands_at_its_middle() {
        assertThat(history(1, 2).at(1)).isEqualTo(115_000);
    }

    @Test
    void an_empty_slot_breaks_the_line_on_both_sides() {
        Points points = history(1, NONE, 3, 4);
        assertThat(points.continues(1)).isFalse();
        assertThat(points.continues(2)).isFalse();
        assertThat(points.continues(3)).isTrue();
    }

    @Test
    void presence_is_a_slot_in_which_any_measure_was_taken() {
        HistoryAnswer answer =
                new HistoryAnswer(
                        "gw-1",
                        HistoryTier.HOUR,
                        10_000,
                        0,
                        List.of(
                                new HistoryAnswer.Series(
                                        "cpu",
                                        "%",
                                        new double[] {1, NONE, NONE},
                                        new double[] {1, NONE, NONE},
                                        new double[] {1, NONE, NONE}),
                                new HistoryAnswer.Series(
                                        "load",
                                        "",
                                        new double[] {NONE, 2, NONE},
                                        new double[] {NONE, 2, NONE},
                                        new double[] {NONE, 2, NONE})));
        Points presence = HistoryPoints.presence(answer, 0);
        assertThat(presence.mean(0)).isZero();
        assertThat(presence.mean(1)).isZero();
        assertThat(presence.mean(2)).isNaN();
    }

    @Test
    void live_samples_take_over_from_the_history_at_the_first_of_them() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(118_000, new double[] {8});
        ring.add(119_000, new double[] {9});
        Points joined = JoinedPoints.liveFirst(history(1, 2, 3), ring.points(0, 0));
        assertThat(joined.size()).isEqualTo(4);
        assertThat(joined.mean(1)).isEqualTo(2);
        assertThat(joined.mean(2)).isEqualTo(8);
        assertThat(joined.continues(2)).isTrue();
    }

    @Test
    void a_long_line_stays_in_the_resolution_of_the_history_up_to_its_last_full_slot() {
        SampleRing ring = new SampleRing(8, 1);
        for (long at = 104_000; at <= 132_000; at += 4_000) {
            ring.add(at, new double[] {8});
        }
        Points joined = JoinedPoints.historyFirst(history(1, 2, 3), ring.points(0, 0));
        assertThat(joined.at(0)).isEqualTo(105_000);
        assertThat(joined.at(1)).isEqualTo(115_000);
        assertThat(joined.at(2)).isEqualTo(116_000);
        assertThat(joined.at(joined.size() - 1)).isEqualTo(132_000);
        assertThat(joined.continues(2)).isTrue();
    }

    @Test
    void a_studio_that_was_closed_too_long_leaves_a_gap_between_history_and_now() {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(190_000, new double[] {8});
        Points joined = JoinedPoints.liveFirst(history(1, 2, 3), ring.points(0, 0));
        assertThat(joined.continues(3)).isFalse();
    }

    @Test
    void without_live_samples_the_history_stands_alone() {
        Points history = history(1, 2, 3);
        assertThat(JoinedPoints.liveFirst(history, new SampleRing(8, 1).points(0, 0)))
                .isSameAs(history);
    }

    @Test
    void the_crosshair_reads_the_nearest_point() {
        Points points = history(1, 2, 3);
        assertThat(points.near(116_000)).isEqualTo(2);
        assertThat(points.near(123_000)).isEqualTo(3);
    }

    @Test
    void the_crosshair_reads_nothing_inside_a_gap_or_after_the_end() {
        Points points = history(1, NONE, NONE, 4);
        assertThat(points.near(112_000)).isNaN();
        assertThat(points.near(126_000)).isNaN();
        assertThat(points.near(140_000)).isEqualTo(4);
        assertThat(points.near(160_001)).isNaN();
        assertThat(points.near(80_000)).isNaN();
    }
}
