package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {

    private static final TimeWindow WINDOW = new TimeWindow(0, 60_000);

    private static SampleRing every100Millis(long... fromTo) {
        SampleRing ring = new SampleRing(3_600, 1);
        for (int index = 0; index < fromTo.length; index += 2) {
            for (long at = fromTo[index]; at <= fromTo[index + 1]; at += 100) {
                ring.add(at, new double[] {1});
            }
        }
        return ring;
    }

    private static List<Gap> gaps(SampleRing ring, long now) {
        return Gap.of("gw-3", ring.presence(0), WINDOW, now);
    }

    private static Gap gap(long from, long to, String... nodes) {
        return new Gap(from, to, List.of(nodes));
    }

    @Test
    void a_node_that_was_heard_all_the_time_has_no_gap() {
        assertThat(gaps(every100Millis(0, 60_000), 60_000)).isEmpty();
    }

    @Test
    void a_silence_is_a_gap_from_the_last_word_to_the_next() {
        assertThat(gaps(every100Millis(0, 20_000, 35_000, 60_000), 60_000))
                .containsExactly(gap(20_000, 35_000, "gw-3"));
    }

    @Test
    void the_gap_of_a_node_that_is_gone_grows_until_now() {
        SampleRing ring = every100Millis(0, 20_000);
        assertThat(gaps(ring, 22_000)).isEmpty();
        assertThat(gaps(ring, 40_000)).containsExactly(gap(20_000, 40_000, "gw-3"));
        assertThat(gaps(ring, 50_000)).containsExactly(gap(20_000, 50_000, "gw-3"));
    }

    @Test
    void before_the_first_sample_there_is_a_gap_too() {
        assertThat(gaps(every100Millis(30_000, 60_000), 60_000))
                .containsExactly(gap(0, 30_000, "gw-3"));
        assertThat(gaps(new SampleRing(4, 1), 60_000)).containsExactly(gap(0, 60_000, "gw-3"));
    }

    @Test
    void a_silence_that_began_before_the_window_begins_with_it() {
        SampleRing ring = every100Millis(0, 5_000, 30_000, 60_000);
        assertThat(Gap.of("gw-3", ring.presence(0), new TimeWindow(10_000, 60_000), 60_000))
                .containsExactly(gap(10_000, 30_000, "gw-3"));
    }

    @Test
    void overlapping_gaps_name_all_nodes_without_data() {
        assertThat(
                        Gap.overlay(
                                List.of(
                                        gap(10, 30, "gw-1"),
                                        gap(20, 40, "gw-3"),
                                        gap(50, 60, "gw-3"))))
                .containsExactly(
                        gap(10, 20, "gw-1"),
                        gap(20, 30, "gw-1", "gw-3"),
                        gap(30, 40, "gw-3"),
                        gap(50, 60, "gw-3"));
    }
}
