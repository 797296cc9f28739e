package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final ValueScale PERCENT = ValueScale.of(Measure.CPU, 0, 100);

    private static Trace trace(SampleRing ring, TimeWindow window, double width) {
        Trace trace = new Trace();
        trace.fill(ring.points(0, 0), window, PERCENT, width, 100);
        return trace;
    }

    @Test
    void the_smallest_and_the_largest_value_of_each_column_stay_visible() {
        SampleRing ring = new SampleRing(3_600, 1);
        Random random = new Random(67);
        for (int index = 0; index < 3_000; index++) {
            ring.add(index * 100L, new double[] {index == 1_234 ? 100 : 20 + random.nextInt(5)});
        }
        Trace trace = trace(ring, new TimeWindow(0, 300_000), 300);
        assertThat(trace.size()).isLessThan(3 * 300);
        double highest = Double.MAX_VALUE;
        for (int index = 0; index < trace.size(); index++) {
            highest = Math.min(highest, trace.y(index));
        }
        assertThat(highest).as("the one peak among 3,000 points").isZero();
    }

    @Test
    void the_line_is_broken_at_a_gap_and_at_missing_values() {
        SampleRing ring = new SampleRing(3_600, 1);
        for (int second = 0; second < 40; second++) {
            if (second < 10 || second >= 20) {
                ring.add(second * 1_000L, new double[] {second == 30 ? Double.NaN : 50});
            }
        }
        Trace trace = trace(ring, new TimeWindow(0, 40_000), 40);
        List<Integer> starts = new ArrayList<>();
        for (int index = 0; index < trace.size(); index++) {
            if (trace.starts(index)) {
                starts.add((int) trace.x(index));
            }
        }
        assertThat(starts).containsExactly(0, 20, 31);
    }

    @Test
    void a_line_that_scrolls_by_a_pixel_keeps_its_shape() {
        SampleRing ring = new SampleRing(3_600, 1);
        Random random = new Random(7);
        for (int index = 0; index < 3_600; index++) {
            ring.add(index * 100L, new double[] {random.nextInt(100)});
        }
        Trace before = trace(ring, new TimeWindow(20_000, 320_000), 300);
        Trace after = trace(ring, new TimeWindow(21_000, 321_000), 300);
        List<Double> valuesBefore = inside(before, 60, 240);
        List<Double> valuesAfter = inside(after, 59, 239);
        assertThat(valuesAfter).isEqualTo(valuesBefore);
    }

    private static List<Double> inside(Trace trace, double from, double to) {
        List<Double> values = new ArrayList<>();
        for (int index = 0; index < trace.size(); index++) {
            if (trace.x(index) >= from && trace.x(index) < to) {
                values.add(trace.y(index));
            }
        }
        return values;
    }

    @Test
    void a_long_line_starts_its_dashes_anew_at_fixed_columns_without_a_hole() {
        SampleRing ring = new SampleRing(3_600, 1);
        for (int second = 0; second < 200; second++) {
            ring.add(second * 1_000L, new double[] {second % 7});
        }
        Trace trace = trace(ring, new TimeWindow(0, 200_000), 200);
        int starts = 0;
        for (int index = 1; index < trace.size(); index++) {
            if (trace.starts(index)) {
                starts++;
                assertThat(trace.x(index)).isEqualTo(trace.x(index - 1));
                assertThat(trace.y(index)).isEqualTo(trace.y(index - 1));
            }
        }
        assertThat(starts).isEqualTo(4);
    }

    @Test
    void the_clock_of_a_node_is_corrected_by_the_quickest_message() {
        ClockEstimate clock = new ClockEstimate();
        assertThat(clock.shiftMillis()).isZero();
        clock.observe(1_000, 3_080);
        clock.observe(2_000, 4_004);
        clock.observe(3_000, 5_300);
        assertThat(clock.shiftMillis()).isEqualTo(2_004);
        for (int message = 0; message < 64; message++) {
            clock.observe(10_000 + message, 9_000 + message);
        }
        assertThat(clock.shiftMillis()).as("after the clock was set").isEqualTo(-1_000);
    }

    @Test
    void the_export_writes_each_point_in_view_once_with_its_unit() throws Exception {
        SampleRing ring = new SampleRing(8, 1);
        ring.add(0, new double[] {1});
        ring.add(1_000, new double[] {2.5});
        ring.add(2_000, new double[] {Double.NaN});
        ring.add(9_000, new double[] {4});
        StringBuilder out = new StringBuilder();
        int written =
                CsvExport.write(
                        out,
                        List.of(new CsvExport.Series("gw, \"one\"", "cpu", "%", ring.points(0, 0))),
                        new TimeWindow(500, 8_000));
        assertThat(written).isEqualTo(1);
        assertThat(out)
                .hasToString(
                        "time,node,measure,unit,min,mean,max\r\n"
                                + "1970-01-01T00:00:01Z,\"gw, \"\"one\"\"\",cpu,%,2.5,2.5,2.5\r\n");
    }
}
