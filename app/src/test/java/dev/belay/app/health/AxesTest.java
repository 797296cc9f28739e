package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Measure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxesTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static List<String> ticks(String from, String to, int most, ZoneId zone) {
        TimeWindow window =
                new TimeWindow(
                        Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
        return TimeTicks.of(window, most, zone, Locale.ENGLISH).stream()
                .map(TimeTicks.Tick::text)
                .toList();
    }

    @Test
    void five_minutes_have_a_label_at_each_round_minute() {
        assertThat(ticks("2026-03-02T05:27:44Z", "2026-03-02T05:32:44Z", 5, TOKYO))
                .containsExactly("14:28", "14:29", "14:30", "14:31", "14:32");
    }

    @Test
    void a_few_seconds_are_labelled_with_seconds() {
        assertThat(ticks("2026-03-02T05:27:44Z", "2026-03-02T05:27:58Z", 3, TOKYO))
                .containsExactly("14:27:45", "14:27:50", "14:27:55");
    }

    @Test
    void a_week_is_labelled_by_its_days() {
        assertThat(ticks("2026-03-02T05:00:00Z", "2026-03-05T05:00:00Z", 4, TOKYO))
                .containsExactly("Tue 3", "Wed 4", "Thu 5");
    }

    @Test
    void half_an_hour_off_zones_are_round_on_their_own_clock() {
        assertThat(
                        ticks(
                                "2026-03-02T05:10:00Z",
                                "2026-03-02T08:10:00Z",
                                4,
                                ZoneId.of("Asia/Kolkata")))
                .containsExactly("11:00", "12:00", "13:00");
    }

    @Test
    void the_day_of_a_change_to_summer_time_stays_on_round_hours() {
        assertThat(
                        ticks(
                                "2026-03-28T22:00:00Z",
                                "2026-03-29T22:00:00Z",
                                9,
                                ZoneId.of("Europe/Berlin")))
                .startsWith("Sun 29")
                .endsWith("Mon 30");
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, 37, 0, 50, 100, %",
        "memory, 12, 0, 50, 100, %",
        "raftApplyLag, 0, 0, 2, 4, entries",
        "raftApplyLag, 24, 0, 15, 30, entries",
        "peerRoundTrip, 2.3, 0.0, 1.5, 3.0, ms",
        "netReceived, 2340000, 0.0, 1.5, 3.0, MB/s",
        "agentMemory, 71000000, 0, 40, 80, MB",
        "agentCpu, 3.2, 0.0, 2.5, 5.0, %"
    })
    void the_axis_has_round_ends_and_a_unit_that_keeps_numbers_short(
            String measure, double most, String low, String middle, String high, String unit) {
        ValueScale scale = ValueScale.of(Measure.byId(measure).orElseThrow(), 0, most);
        assertThat(scale.labels()).containsExactly(low, middle, high);
        assertThat(scale.unit()).isEqualTo(unit);
        assertThat(scale.fraction(most)).isBetween(0.0, 1.0);
    }

    @Test
    void an_index_that_only_grows_starts_near_its_smallest_value() {
        ValueScale scale = ValueScale.of(Measure.RAFT_COMMIT, 120_431, 120_979);
        assertThat(scale.low()).isGreaterThan(120_000);
        assertThat(scale.high()).isGreaterThanOrEqualTo(120_979);
        ValueScale term = ValueScale.of(Measure.RAFT_TERM, 42, 42);
        assertThat(term.labels()).containsExactly("42", "43", "44");
    }

    @Test
    void without_values_there_is_still_an_axis() {
        for (Measure measure : Measure.ALL) {
            ValueScale scale = ValueScale.of(measure, Double.NaN, Double.NaN);
            assertThat(scale.high()).as(measure.id()).isGreaterThan(scale.low());
            assertThat(scale.text(Double.NaN)).isEqualTo("–");
        }
    }

    @Test
    void a_zoom_stays_inside_the_window_and_is_never_shorter_than_two_seconds() {
        TimeWindow all = new TimeWindow(0, 300_000);
        assertThat(TimeWindow.between(90_000, 30_000, all))
                .isEqualTo(new TimeWindow(30_000, 90_000));
        assertThat(TimeWindow.between(-5, 400_000, all)).isEqualTo(all);
        assertThat(TimeWindow.between(10_000, 10_100, all).length()).isEqualTo(2_000);
        assertThat(TimeWindow.between(299_990, 300_000, all))
                .isEqualTo(new TimeWindow(298_000, 300_000));
    }

    @Test
    void a_window_on_whole_pixels_moves_by_whole_pixels() {
        TimeWindow window = new TimeWindow(123_457, 423_457);
        TimeWindow aligned = window.onPixels(360);
        assertThat(aligned.length()).isEqualTo(window.length());
        double pixels = aligned.from() / (300_000 / 360.0);
        assertThat(Math.abs(pixels - Math.rint(pixels))).isLessThan(0.01);
        assertThat(aligned.from() - window.from()).isBetween(0L, 834L);
    }
}
