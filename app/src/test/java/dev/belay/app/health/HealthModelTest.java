package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Measure;
import dev.belay.model.status.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthModelTest {

    private static final long START = Statuses.AT.toEpochMilli();

    private final List<String> asked = new ArrayList<>();
    private final List<LiveNode> askedAgain = new ArrayList<>();
    private final ObjectProperty<@Nullable LiveCluster> cluster = new SimpleObjectProperty<>();
    private long wall = START;
    private long nanos;

    private final HealthModel model = new HealthModel(cluster, () -> wall, askedAgain::add);

    private LiveClusterFixture three() {
        return of("gw-1", "gw-2", "gw-3");
    }

    private LiveClusterFixture of(String... nodes) {
        LiveClusterFixture fixture = LiveClusterFixture.of("edge", () -> nanos);
        for (String node : nodes) {
            fixture.tunnel(node, TunnelState.OPEN, "");
        }
        fixture.histories((node, tier) -> {
            asked.add(node + " " + tier);
            return new HistoryAnswer(node, tier, 1_000, wall, List.of());
        });
        return fixture;
    }

    private void pass(long millis) {
        wall += millis;
        nanos += millis * 1_000_000;
    }

    private static Sample sample(long at, double value) {
        double[] values = new double[Measure.ALL.size()];
        Arrays.fill(values, value);
        return new Sample(Instant.ofEpochMilli(at), values);
    }

    /// Lets time pass with ten samples a second of each node.
    private void live(LiveClusterFixture fixture, long millis, String... nodes) {
        for (long passed = 0; passed < millis; passed += 100) {
            pass(100);
            for (String node : nodes) {
                fixture.sample(node, sample(wall, 5));
            }
        }
    }

    private Points cpu(int series) {
        return model.series().get(series).points(Measure.CPU, HistoryTier.MINUTE);
    }

    @Test
    void without_a_cluster_there_is_nothing_to_draw() {
        assertThat(model.series()).isEmpty();
        assertThat(model.candidates()).isEmpty();
        assertThat(model.opinionsProperty().get()).isEqualTo(OpinionMatrix.EMPTY);
        assertThat(model.hasData()).isFalse();
    }

    @Test
    void each_node_gets_a_line_in_the_order_of_ids_and_is_asked_for_what_was_missed() {
        cluster.set(three().cluster());
        assertThat(model.series())
                .extracting(NodeSeries::id)
                .containsExactly("gw-1", "gw-2", "gw-3");
        assertThat(model.series()).extracting(NodeSeries::line).containsExactly(0, 1, 2);
        assertThat(asked).containsExactly("gw-1 MINUTE", "gw-2 MINUTE", "gw-3 MINUTE");
    }

    @Test
    void more_than_six_nodes_are_there_to_be_added() {
        String[] nodes = {"n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"};
        cluster.set(of(nodes).cluster());
        assertThat(model.series()).hasSize(6);
        assertThat(model.candidates()).extracting(LiveNode::id).containsExactly("n7", "n8");
        model.addNode(model.candidates().getLast());
        assertThat(model.series().getLast().line()).as("its own line everywhere").isEqualTo(7);
        model.removeNode(model.series().getFirst());
        assertThat(model.candidates()).extracting(LiveNode::id).containsExactly("n1", "n7");
    }

    @Test
    void frames_come_at_most_ten_times_a_second() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        long before = model.frameProperty().get();
        live(fixture, 2_000, "gw-1", "gw-2", "gw-3");
        assertThat(model.frameProperty().get() - before).isBetween(15L, 21L);
    }

    @Test
    void a_pause_holds_the_graphs_while_data_goes_on_coming_in() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        live(fixture, 1_000, "gw-1");
        model.pausedProperty().set(true);
        TimeWindow held = model.window();
        live(fixture, 1_000, "gw-1");
        assertThat(model.window()).isEqualTo(held);
        assertThat(cpu(0).size()).isEqualTo(10);
        model.pausedProperty().set(false);
        assertThat(cpu(0).size()).isEqualTo(20);
        assertThat(model.window().to()).isEqualTo(wall);
    }

    @Test
    void a_zoom_is_held_and_goes_back_with_everything_else() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        live(fixture, 1_000, "gw-1");
        model.zoomTo(wall - 60_000, wall - 30_000);
        model.setCrosshair(wall - 40_000);
        live(fixture, 1_000, "gw-1");
        assertThat(model.window().length()).isEqualTo(30_000);
        model.reset();
        assertThat(model.window()).isEqualTo(TimeWindow.endingAt(wall, Range.LIVE.millis()));
        assertThat(model.crosshairProperty().get()).isNull();
    }

    @Test
    void zooming_out_doubles_the_time_until_all_is_shown() {
        cluster.set(three().cluster());
        model.zoomTo(wall - 100_000, wall - 60_000);
        model.zoomOut();
        assertThat(model.window()).isEqualTo(new TimeWindow(wall - 120_000, wall - 40_000));
        model.zoomOut();
        model.zoomOut();
        model.zoomOut();
        assertThat(model.zoomProperty().get()).isNull();
    }

    @Test
    void the_crosshair_starts_at_the_end_and_stays_inside_the_window() {
        cluster.set(three().cluster());
        model.moveCrosshair(-0.5);
        assertThat(model.crosshairProperty().get()).isEqualTo(wall - 150_000);
        model.moveCrosshair(7);
        assertThat(model.crosshairProperty().get()).isEqualTo(wall);
    }

    @Test
    void a_crosshair_that_the_window_has_left_behind_goes_away() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        model.setCrosshair(model.window().from());
        live(fixture, 500, "gw-1");
        assertThat(model.crosshairProperty().get()).isNull();
    }

    @Test
    void samples_after_a_silence_make_the_studio_ask_for_what_it_missed() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        live(fixture, 1_000, "gw-1");
        asked.clear();
        pass(10_000);
        fixture.sample("gw-1", sample(wall, 5));
        assertThat(asked).containsExactly("gw-1 MINUTE");
    }

    @Test
    void the_history_of_a_silence_fills_its_gap() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        live(fixture, 20_000, "gw-1", "gw-2", "gw-3");
        long begin = wall - 20_000;
        double[] values = new double[31];
        Arrays.fill(values, 7);
        fixture.histories((node, tier) ->
                new HistoryAnswer(
                        node,
                        tier,
                        1_000,
                        begin,
                        List.of(new HistoryAnswer.Series("cpu", "%", values, values, values))));
        live(fixture, 10_000, "gw-2", "gw-3");
        TimeWindow last = TimeWindow.endingAt(wall, 20_000);
        Points presence = model.series().getFirst().presence(HistoryTier.MINUTE);
        assertThat(Gap.of("gw-1", presence, last, wall)).hasSize(1);
        live(fixture, 200, "gw-1", "gw-2", "gw-3");
        presence = model.series().getFirst().presence(HistoryTier.MINUTE);
        assertThat(Gap.of("gw-1", presence, last, wall)).isEmpty();
    }

    @Test
    void a_longer_range_asks_its_own_ring_and_again_each_minute() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        asked.clear();
        model.rangeProperty().set(Range.DAY);
        assertThat(asked).containsExactly("gw-1 DAY", "gw-2 DAY", "gw-3 DAY");
        asked.clear();
        pass(59_000);
        fixture.tick();
        assertThat(asked).isEmpty();
        pass(1_000);
        fixture.tick();
        // One status or event asks; the picture alone may stay the same.
        fixture.status(Statuses.said("gw-1", 0, "gw-1", 1).status());
        assertThat(asked).containsExactly("gw-1 DAY", "gw-2 DAY", "gw-3 DAY");
    }

    @Test
    void a_history_that_did_not_come_is_told_and_asked_for_again_on_wish() {
        LiveClusterFixture fixture = three();
        fixture.histories((node, tier) -> {
            throw new IllegalStateException("no tunnel to " + node);
        });
        cluster.set(fixture.cluster());
        assertThat(model.series().getFirst().fetch())
                .isEqualTo(new Fetch.Failed("no tunnel to gw-1", wall));
        fixture.histories((node, tier) -> new HistoryAnswer(node, tier, 1_000, wall, List.of()));
        model.retryHistories();
        assertThat(model.series().getFirst().fetch()).isEqualTo(new Fetch.Here(wall));
    }

    @Test
    void times_of_a_node_whose_clock_is_wrong_are_brought_onto_the_studios_clock() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        for (int index = 0; index < 20; index++) {
            pass(100);
            fixture.sample("gw-3", sample(wall - 3_600_000, 5));
        }
        assertThat(cpu(2).at(19)).isEqualTo(wall);
        fixture.events(
                List.of(
                        new EventRecord(
                                1,
                                "agent.started",
                                Instant.ofEpochMilli(wall - 3_600_000 - 5_000),
                                "gw-3",
                                Severity.INFO,
                                Map.of())));
        assertThat(model.marks()).extracting(EventMark::at).containsExactly(wall - 5_000);
    }

    @Test
    void an_event_is_drawn_as_soon_as_it_comes() {
        LiveClusterFixture fixture = three();
        cluster.set(fixture.cluster());
        long before = model.edition();
        fixture.events(
                List.of(
                        new EventRecord(
                                1,
                                "agent.started",
                                Instant.ofEpochMilli(wall),
                                "gw-1",
                                Severity.INFO,
                                Map.of())));
        assertThat(model.edition()).isGreaterThan(before);
        assertThat(model.marks()).hasSize(1);
    }

    @Test
    void measures_are_shown_in_a_fixed_order_whatever_the_order_of_the_clicks() {
        model.toggle(Measure.MEMORY);
        model.toggle(Measure.LOAD);
        model.toggle(Measure.DISK);
        model.toggle(Measure.MEMORY);
        assertThat(model.measures())
                .containsExactly(
                        Measure.CPU,
                        Measure.MEMORY,
                        Measure.NET_RECEIVED,
                        Measure.RAFT_APPLY_LAG,
                        Measure.PEER_ROUND_TRIP,
                        Measure.AGENT_MEMORY,
                        Measure.DISK,
                        Measure.LOAD);
    }

    @Test
    void asking_a_node_again_goes_to_that_node() {
        cluster.set(three().cluster());
        model.askAgain("gw-3");
        model.askAgain("nobody");
        assertThat(askedAgain).extracting(LiveNode::id).containsExactly("gw-3");
    }

    @Test
    void another_cluster_starts_with_nothing_of_the_last_one() {
        LiveClusterFixture first = three();
        cluster.set(first.cluster());
        live(first, 500, "gw-1");
        model.pausedProperty().set(true);
        cluster.set(of("db-1").cluster());
        assertThat(model.series()).extracting(NodeSeries::id).containsExactly("db-1");
        assertThat(model.pausedProperty().get()).isFalse();
        assertThat(model.hasData()).isFalse();
        long frame = model.frameProperty().get();
        live(first, 500, "gw-1");
        assertThat(model.frameProperty().get()).as("the old cluster is let go").isEqualTo(frame);
    }

    @Test
    void a_member_that_leaves_or_joins_changes_the_lines() {
        LiveClusterFixture fixture = of("gw-1", "gw-2");
        cluster.set(fixture.cluster());
        fixture.tunnel("gw-3", TunnelState.CONNECTING, "");
        assertThat(model.series())
                .extracting(NodeSeries::id)
                .containsExactly("gw-1", "gw-2", "gw-3");
    }
}
