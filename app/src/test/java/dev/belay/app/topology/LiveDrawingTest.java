package dev.belay.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.topology.Drawing.Link;
import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.topology.Drawing.ZoneContainer;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.PeerLink;
import dev.belay.model.status.Picture;
import org.junit.jupiter.api.Test;

class LiveDrawingTest {

    private static Drawing drawing(SampleCluster sample) {
        return LiveDrawing.of(sample.live().pictureProperty().get(), false, "");
    }

    @Test
    void nothing_heard_draws_nothing() {
        assertThat(LiveDrawing.of(Picture.EMPTY, true, "")).isEqualTo(Drawing.EMPTY);
    }

    @Test
    void a_zone_whose_loss_stops_the_cluster_says_so() {
        var zones =
                drawing(SampleCluster.healthy()).containers().stream()
                        .filter(ZoneContainer.class::isInstance)
                        .toList();
        assertThat(zones)
                .containsExactly(
                        new ZoneContainer(
                                "zone:ap-northeast-1a",
                                LiveDrawing.CLUSTER,
                                "ap-northeast-1a",
                                1,
                                3,
                                false),
                        new ZoneContainer(
                                "zone:ap-northeast-1c",
                                LiveDrawing.CLUSTER,
                                "ap-northeast-1c",
                                2,
                                3,
                                true));
    }

    @Test
    void a_healthy_cluster_draws_no_links() {
        assertThat(drawing(SampleCluster.healthy()).links()).isEmpty();
    }

    @Test
    void links_that_work_are_drawn_when_asked_for() {
        var picture = SampleCluster.healthy().live().pictureProperty().get();
        assertThat(LiveDrawing.of(picture, true, "").links())
                .hasSize(3)
                .allSatisfy(link -> assertThat(link.state()).isEqualTo(PeerLink.State.UP));
    }

    @Test
    void of_many_nodes_only_one_nodes_links_are_drawn() {
        var picture = SampleCluster.many(12, 2).live().pictureProperty().get();
        var links = LiveDrawing.of(picture, true, "node-004").links();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(link.from().equals("node-004") || link.to().equals("node-004"))
                                .isTrue());
    }

    @Test
    void a_link_cut_one_way_ends_at_the_node_that_hears_nothing() {
        assertThat(drawing(SampleCluster.oneWayCut()).links())
                .containsExactly(
                        new Link(
                                new PeerLink("gw-1", "gw-3", PeerLink.State.ONE_WAY, 12_400, null),
                                "gw-1",
                                "gw-3"));
    }

    @Test
    void a_link_cut_both_ways_is_one_link() {
        assertThat(drawing(SampleCluster.disagreeing()).links())
                .containsExactly(
                        new Link(
                                new PeerLink("gw-1", "gw-2", PeerLink.State.CUT, 12_400, null),
                                "gw-1",
                                "gw-2"));
    }

    @Test
    void a_silent_node_is_unknown_and_its_links_are_not_called_cut() {
        var drawing = drawing(SampleCluster.oneDead());
        assertThat(drawing.links()).isEmpty();
        var card = (NodeCard) drawing.card("gw-1").orElseThrow();
        assertThat(card.state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(card.stale()).isTrue();
    }

    @Test
    void only_a_changed_membership_changes_the_outline() {
        var calm = drawing(SampleCluster.healthy()).outline();
        assertThat(drawing(SampleCluster.oneDead()).outline()).isEqualTo(calm);
        assertThat(drawing(SampleCluster.disagreeing()).outline()).isEqualTo(calm);
        assertThat(drawing(SampleCluster.many(4, 2)).outline()).isNotEqualTo(calm);
    }

    @Test
    void members_without_a_zone_stand_in_the_cluster_itself() {
        var sample = SampleCluster.healthy();
        var zoneless =
                new SampleCluster(
                        "lab",
                        java.util.List.of(
                                new dev.belay.model.status.Member(
                                        "node-1",
                                        "node-1",
                                        "",
                                        dev.belay.model.status.MemberRole.VOTER,
                                        true,
                                        "127.0.0.1",
                                        7001)));
        assertThat(drawing(sample).containers()).hasSize(3);
        assertThat(drawing(zoneless).containers()).hasSize(1);
        assertThat(drawing(zoneless).cards())
                .singleElement()
                .satisfies(card -> assertThat(card.parent()).isEqualTo(LiveDrawing.CLUSTER));
    }
}
