package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.editor.EditorModel;
import dev.belay.model.status.NodeState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopologyModelTest {

    private final ObjectProperty<@Nullable LiveCluster> cluster = new SimpleObjectProperty<>();
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final TopologyModel model =
            new TopologyModel(cluster, new EditorModel(), background::add, Runnable::run);

    private void layOut() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void open(SampleCluster sample) {
        cluster.set(sample.live());
        model.resized(1000, 600);
        layOut();
    }

    @Test
    void without_a_cluster_there_is_nothing_and_it_says_so() {
        assertThat(model.situationProperty().get()).isEqualTo(new Situation.NoCluster());
        assertThat(model.inspectionProperty().get()).isEqualTo(new Inspection.Nothing());
    }

    @Test
    void while_tunnels_come_it_counts_who_answered_and_names_the_failure_when_none_came() {
        var fixture = LiveClusterFixture.of("edge", () -> 0);
        fixture.tunnel("gw-1", TunnelState.CONNECTING, "");
        fixture.tunnel("gw-2", TunnelState.CONNECTING, "");
        cluster.set(fixture.cluster());
        assertThat(model.situationProperty().get()).isEqualTo(new Situation.Asking(0, 2));
        fixture.tunnel("gw-1", TunnelState.REFUSED, "the host key of gw-1 changed");
        assertThat(model.situationProperty().get()).isEqualTo(new Situation.Asking(0, 2));
        fixture.tunnel("gw-2", TunnelState.BROKEN, "no route to host");
        assertThat(model.situationProperty().get())
                .isEqualTo(new Situation.Unreachable(2, "the host key of gw-1 changed"));
        SampleCluster.healthy().feed(fixture);
        assertThat(model.situationProperty().get()).isEqualTo(new Situation.Shown());
    }

    @Test
    void a_first_layout_is_shown_whole() {
        open(SampleCluster.many(40, 4));
        assertThat(model.allVisible()).isTrue();
        assertThat(model.viewportProperty().get().zoom()).isLessThan(1);
    }

    @Test
    void a_change_of_states_alone_neither_moves_cards_nor_lays_out_anew() {
        var fixture = LiveClusterFixture.of("edge-tokyo", () -> 0);
        SampleCluster.healthy().feed(fixture);
        cluster.set(fixture.cluster());
        layOut();
        var before = model.layoutProperty().get();
        SampleCluster.healthy().state("gw-2", NodeState.MAINTENANCE).feed(fixture);
        assertThat(background).isEmpty();
        assertThat(model.layoutProperty().get()).isSameAs(before);
        var card = (Drawing.NodeCard) model.drawingProperty().get().card("gw-2").orElseThrow();
        assertThat(card.state()).isEqualTo(NodeState.MAINTENANCE);
    }

    @Test
    void arrows_select_along_the_drawing_and_the_inspector_follows() {
        open(SampleCluster.healthy());
        model.selectNext(Neighbours.Way.RIGHT);
        assertThat(model.selectionProperty().get()).isEqualTo("gw-1");
        model.selectNext(Neighbours.Way.RIGHT);
        assertThat(model.selectionProperty().get()).isNotEqualTo("gw-1");
        assertThat(model.inspectionProperty().get()).isInstanceOf(Inspection.Node.class);
        model.select("");
        assertThat(model.inspectionProperty().get()).isInstanceOf(Inspection.Cluster.class);
    }

    @Test
    void a_selected_node_that_leaves_the_cluster_is_no_longer_selected() {
        open(SampleCluster.healthy());
        model.select("gw-3");
        open(SampleCluster.many(3, 1));
        assertThat(model.selectionProperty().get()).isEmpty();
    }

    @Test
    void search_finds_by_name_address_and_zone_and_puts_beginnings_first() {
        open(SampleCluster.many(20, 2));
        assertThat(model.search("node-01")).hasSize(10);
        assertThat(model.search("zone-a")).hasSize(10);
        assertThat(model.search("10.0.110.15"))
                .singleElement()
                .satisfies(card -> assertThat(card.id()).isEqualTo("node-005"));
        assertThat(model.search(" ")).isEmpty();
    }

    @Test
    void jumping_brings_a_card_on_screen() {
        open(SampleCluster.many(40, 4));
        model.zoomToActualSize();
        model.pan(50_000, 0);
        model.jumpTo("node-033");
        assertThat(model.visible().contains(model.layoutProperty().get().box("node-033"))).isTrue();
    }

    @Test
    void the_inspector_rings_who_sees_a_node_differently() {
        open(SampleCluster.disagreeing());
        model.select("gw-1");
        var node = (Inspection.Node) model.inspectionProperty().get();
        assertThat(node.seenBy().getFirst().itself()).isTrue();
        assertThat(node.seenBy()).anyMatch(Inspection.Sighting::differs);
        assertThat(node.disagreement()).isNotEmpty();
    }

    @Test
    void the_inspector_of_the_cluster_says_since_when_there_is_this_coordinator() {
        open(SampleCluster.healthy());
        var inspected = (Inspection.Cluster) model.inspectionProperty().get();
        assertThat(inspected.coordinator()).isEqualTo("gw-2");
        assertThat(inspected.up()).isEqualTo(3);
        assertThat(inspected.coordinatorForMillis().orElseThrow()).isBetween(872_000L, 873_000L);
        assertThat(inspected.recent().getFirst().id()).isEqualTo("coordinator.elected");
    }

    @Test
    void when_nobody_is_heard_the_inspector_says_when_somebody_was() {
        var now = new AtomicLong();
        var fixture = LiveClusterFixture.of("edge-tokyo", now::get);
        SampleCluster.healthy().feed(fixture);
        cluster.set(fixture.cluster());
        now.set(Duration.ofSeconds(41).toNanos());
        fixture.tick();
        var inspected = (Inspection.Cluster) model.inspectionProperty().get();
        assertThat(inspected.picture().isFresh()).isFalse();
        assertThat(inspected.authority()).isEmpty();
        assertThat(inspected.lastHeard()).isNotEmpty();
        assertThat(inspected.lastHeardMillis()).isBetween(41_000L, 42_000L);
    }

    @Test
    void a_jump_before_the_canvas_has_a_size_leaves_all_of_it_on_screen() {
        cluster.set(SampleCluster.many(40, 4).live());
        layOut();
        model.jumpTo("node-012");
        model.resized(1000, 600);
        assertThat(model.selectionProperty().get()).isEqualTo("node-012");
        assertThat(model.allVisible()).isTrue();
    }

    @Test
    void problems_are_sorted_worst_first() {
        open(SampleCluster.oneDead());
        assertThat(model.problems())
                .extracting(problem -> problem.code())
                .containsExactly("node-silent", "votes-in-one-zone", "votes-thin");
    }
}
