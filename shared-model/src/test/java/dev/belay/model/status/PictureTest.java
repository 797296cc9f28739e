package dev.belay.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.Picture.Disagreement;
import dev.belay.model.status.Picture.Matter;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.status.Picture.Seen;
import dev.belay.model.status.Picture.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PictureTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> THREE = List.of("n1", "n2", "n3");

    @Test
    void nothing_heard_is_an_empty_picture_without_quorum() {
        Picture picture = Picture.of(List.of());

        assertThat(picture.isFresh()).isFalse();
        assertThat(picture.nodes()).isEmpty();
        assertThat(picture.quorum().held()).isFalse();
        assertThat(picture.ageMillis()).isEqualTo(-1);
    }

    @Test
    void agreeing_observers_give_one_picture_in_the_words_of_the_coordinator() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n2", "n1", 7, true, Map.of()), 100),
                                new Seen(status("n1", "n1", 7, true, Map.of()), 300)));

        assertThat(picture.authority()).isEqualTo("n1");
        assertThat(picture.coordinator()).isEqualTo("n1");
        assertThat(picture.term()).isEqualTo(7);
        assertThat(picture.ageMillis()).isEqualTo(300);
        assertThat(picture.disagreement()).isEmpty();
        assertThat(picture.nodes())
                .extracting(NodePicture::state)
                .containsOnly(NodeState.ACTIVE)
                .hasSize(3);
    }

    @Test
    void a_report_is_as_old_as_its_fact_and_its_way_together_and_the_youngest_counts() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n1", "n1", 7, true, Map.of("n3", 900L)), 200),
                                new Seen(status("n2", "n1", 7, true, Map.of("n3", 400L)), 150)));

        NodePicture third = picture.node("n3").orElseThrow();
        assertThat(third.ageMillis()).isEqualTo(550);
        assertThat(third.observer()).isEqualTo("n2");
    }

    @Test
    void a_higher_term_of_a_quorate_observer_wins_over_the_old_coordinator() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n1", "n1", 7, true, Map.of()), 50),
                                new Seen(status("n2", "n2", 8, true, Map.of("n1", 1_500L)), 900)));

        assertThat(picture.authority()).isEqualTo("n2");
        assertThat(picture.coordinator()).isEqualTo("n2");
        assertThat(picture.disagreement())
                .contains(
                        new Disagreement("n1", Matter.COORDINATOR, "", "n1", "n2"),
                        new Disagreement("n1", Matter.TERM, "", "7", "8"));
    }

    @Test
    void a_cut_off_candidate_with_a_high_term_does_not_speak_for_the_cluster() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n3", null, 40, false, Map.of()), 10),
                                new Seen(status("n1", "n1", 7, true, Map.of()), 500)));

        assertThat(picture.authority()).isEqualTo("n1");
        assertThat(picture.disagreement())
                .contains(
                        new Disagreement("n3", Matter.COORDINATOR, "", "", "n1"),
                        new Disagreement("n3", Matter.QUORUM, "", "false", "true"));
    }

    @Test
    void a_stale_report_makes_the_state_unknown_and_says_how_old() {
        ClusterStatus status = status("n1", "n1", 7, true, Map.of("n3", 6_200L));

        NodePicture third = Picture.of(List.of(new Seen(status, 100))).node("n3").orElseThrow();

        assertThat(third.state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(third.reason()).isEqualTo("its last report is 6.3 s old");
    }

    @Test
    void a_confirmed_fencing_does_not_age() {
        ClusterStatus status =
                with(status("n1", "n1", 7, true, Map.of("n3", 60_000L)), "n3", NodeState.FENCED);

        NodePicture third = Picture.of(List.of(new Seen(status, 100))).node("n3").orElseThrow();

        assertThat(third.state()).isEqualTo(NodeState.FENCED);
    }

    @Test
    void when_all_statuses_are_stale_everything_is_unknown_and_quorum_is_not_claimed() {
        Picture picture =
                Picture.of(List.of(new Seen(status("n1", "n1", 7, true, Map.of()), 5_001)));

        assertThat(picture.isFresh()).isFalse();
        assertThat(picture.coordinator()).isNull();
        assertThat(picture.quorum()).isEqualTo(new Quorum(0, 3, 2, false));
        assertThat(picture.nodes())
                .extracting(NodePicture::state, NodePicture::reason)
                .containsOnly(
                        org.assertj.core.groups.Tuple.tuple(
                                NodeState.UNKNOWN, "no agent was heard for 5.0 s"));
    }

    @Test
    void observers_that_see_a_node_differently_are_kept_side_by_side() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n1", "n1", 7, true, Map.of()), 100),
                                new Seen(
                                        with(
                                                status("n2", "n1", 7, true, Map.of()),
                                                "n3",
                                                NodeState.UNKNOWN),
                                        200)));

        NodePicture third = picture.node("n3").orElseThrow();
        assertThat(third.state()).isEqualTo(NodeState.ACTIVE);
        assertThat(third.disputed()).isTrue();
        assertThat(third.views())
                .contains(
                        new View("n1", NodeState.ACTIVE, 100),
                        new View("n2", NodeState.UNKNOWN, 200));
        assertThat(picture.disagreement())
                .containsExactly(
                        new Disagreement("n2", Matter.NODE_STATE, "n3", "UNKNOWN", "ACTIVE"));
    }

    @Test
    void a_node_without_a_tunnel_speaks_through_its_report() {
        Picture picture = Picture.of(List.of(new Seen(status("n1", "n1", 7, true, Map.of()), 100)));

        assertThat(picture.node("n2").orElseThrow().views())
                .extracting(View::observer)
                .containsExactly("n1", "n3");
    }

    @Test
    void of_two_statuses_of_one_observer_the_younger_counts() {
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(status("n1", "n2", 6, true, Map.of()), 4_000),
                                new Seen(status("n1", "n1", 7, true, Map.of()), 100)));

        assertThat(picture.term()).isEqualTo(7);
    }

    @Test
    void problems_of_all_fresh_observers_come_once_and_worst_first() {
        StatusProblem silent =
                new StatusProblem("node-silent", Severity.WARNING, "n3", "n3 is silent");
        StatusProblem disk = new StatusProblem("disk-full", Severity.ERROR, "n2", "disk is full");
        Picture picture =
                Picture.of(
                        List.of(
                                new Seen(problems("n1", List.of(silent)), 100),
                                new Seen(problems("n2", List.of(disk, silent)), 100),
                                new Seen(
                                        problems(
                                                "n3",
                                                List.of(
                                                        new StatusProblem(
                                                                "old", Severity.ERROR, "", "old"))),
                                        9_000)));

        assertThat(picture.problems()).containsExactly(disk, silent);
    }

    private static ClusterStatus problems(String observer, List<StatusProblem> problems) {
        ClusterStatus status = status(observer, "n1", 7, true, Map.of());
        return new ClusterStatus(
                status.clusterId(),
                status.name(),
                status.observer(),
                status.at(),
                status.opinion(),
                status.quorum(),
                status.nodes(),
                problems);
    }

    private static ClusterStatus with(ClusterStatus status, String node, NodeState state) {
        List<NodeStatus> nodes = new ArrayList<>();
        for (NodeStatus one : status.nodes()) {
            nodes.add(
                    one.member().id().equals(node)
                            ? new NodeStatus(one.member(), state, "changed", one.report())
                            : one);
        }
        return new ClusterStatus(
                status.clusterId(),
                status.name(),
                status.observer(),
                status.at(),
                status.opinion(),
                status.quorum(),
                nodes,
                status.problems());
    }

    private static ClusterStatus status(
            String observer,
            @Nullable String coordinator,
            long term,
            boolean quorate,
            Map<String, Long> reportAges) {
        Opinion opinion = opinion(observer, coordinator, term, quorate);
        List<NodeStatus> nodes = new ArrayList<>();
        for (String id : THREE) {
            Member member = new Member(id, "node-" + id, "", MemberRole.VOTER, false, "h", 1);
            List<PeerSight> peers =
                    THREE.stream()
                            .filter(peer -> !peer.equals(id))
                            .map(peer -> new PeerSight(peer, true, 10, 1.0, 0.0, NodeState.ACTIVE))
                            .toList();
            NodeReport report =
                    new NodeReport(
                            id,
                            AT,
                            AT,
                            "0.1.0",
                            "linux",
                            opinion(id, coordinator, term, quorate),
                            peers,
                            new Vitals(0, 0, 0, 0, 1, 0, 0, 1, 0, 0),
                            new RaftFacts(1, 1, -1, 0),
                            0);
            long age = reportAges.getOrDefault(id, 0L);
            nodes.add(
                    new NodeStatus(
                            member,
                            NodeState.ACTIVE,
                            "reports",
                            Fact.of(report, AT.minusMillis(age), observer)));
        }
        return new ClusterStatus(
                "lab",
                "lab",
                observer,
                AT,
                opinion,
                new Quorum(3, 3, 2, quorate),
                nodes,
                List.of());
    }

    private static Opinion opinion(
            String node, @Nullable String coordinator, long term, boolean quorate) {
        RaftRole role = node.equals(coordinator) ? RaftRole.COORDINATOR : RaftRole.FOLLOWER;
        return new Opinion(coordinator, term, AT, role, quorate);
    }
}
