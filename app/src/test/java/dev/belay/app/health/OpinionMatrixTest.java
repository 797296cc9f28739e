package dev.belay.app.health;

import static dev.belay.app.health.Statuses.AT;
import static dev.belay.app.health.Statuses.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpinionMatrixTest {

    private static OpinionMatrix matrix(Picture.Seen... seen) {
        return OpinionMatrix.of(List.of(seen));
    }

    @Test
    void nobody_heard_means_an_empty_matrix() {
        assertThat(matrix()).isEqualTo(OpinionMatrix.EMPTY);
        assertThat(matrix().reading()).isEqualTo(new Reading.Nothing());
    }

    @Test
    void agreement_names_coordinator_and_term() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42),
                        said("gw-2", 200, "gw-2", 42),
                        said("gw-3", 400, "gw-2", 42));
        assertThat(matrix.differing()).isZero();
        assertThat(matrix.reading()).isEqualTo(new Reading.Agreement("gw-2", 42, 3));
    }

    @Test
    void a_word_that_is_older_than_the_term_is_late_news_and_not_a_contradiction() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42, 2_800, Map.of()),
                        said("gw-2", 200, "gw-2", 42, 2_900, Map.of()),
                        said("gw-3", 3_800, "gw-1", 41, 60_000, Map.of()));
        OpinionMatrix.Row third = matrix.rows().get(2);
        assertThat(third.coordinatorDiffers()).isTrue();
        assertThat(third.termDiffers()).isTrue();
        assertThat(matrix.differing()).isEqualTo(2);
        assertThat(matrix.reading())
                .isEqualTo(new Reading.LateNews("gw-3", 3_800, 42, 3_100, List.of("gw-1", "gw-2")));
        assertThat(matrix.reading().askAgain()).isEqualTo("gw-3");
    }

    @Test
    void a_node_that_nobody_hears_is_cut_off() {
        Map<String, NodeState> deaf = Map.of("gw-3", NodeState.UNKNOWN);
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42, 60_000, deaf),
                        said("gw-2", 200, "gw-2", 42, 60_000, deaf),
                        said("gw-3", 400, null, 43, 5_000, Map.of()));
        assertThat(matrix.reading())
                .isEqualTo(new Reading.CutOff("gw-3", 400, 43, List.of("gw-1", "gw-2")));
    }

    @Test
    void a_fresh_word_against_the_others_is_dissent() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42),
                        said("gw-2", 200, "gw-2", 42),
                        said("gw-3", 400, "gw-1", 42));
        assertThat(matrix.reading())
                .isEqualTo(new Reading.Dissent("gw-3", 400, "gw-1", 42, "gw-2", 42));
        assertThat(matrix.differing()).isEqualTo(1);
    }

    @Test
    void one_that_sees_another_otherwise_than_the_rest_is_ringed_in_that_cell_alone() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42),
                        said("gw-2", 200, "gw-2", 42, 60_000, Map.of("gw-3", NodeState.UNKNOWN)),
                        said("gw-3", 400, "gw-2", 42));
        assertThat(matrix.rows().get(1).sightsDiffer()).containsExactly("gw-3");
        assertThat(matrix.differing()).isEqualTo(1);
        assertThat(matrix.reading())
                .isEqualTo(
                        new Reading.OtherSight(
                                "gw-2", "gw-3", NodeState.UNKNOWN, NodeState.ACTIVE));
    }

    @Test
    void of_two_nodes_that_see_each_other_otherwise_each_ones_own_word_stands() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 1, "gw-1", 7, 1, Map.of("gw-2", NodeState.UNKNOWN)),
                        said("gw-2", 1, "gw-1", 7, 1, Map.of("gw-1", NodeState.UNKNOWN)));
        assertThat(matrix.rows().get(0).sightsDiffer()).containsExactly("gw-2");
        assertThat(matrix.rows().get(1).sightsDiffer()).containsExactly("gw-1");
    }

    @Test
    void a_node_without_a_tunnel_speaks_through_another_with_the_age_of_both_ways() {
        Picture.Seen second =
                Statuses.withReport(
                        said("gw-2", 500, "gw-2", 42),
                        "gw-3",
                        900,
                        Statuses.report(
                                "gw-3",
                                Statuses.opinion("gw-3", "gw-2", 42, AT.minusSeconds(9)),
                                Map.of()));
        OpinionMatrix matrix = matrix(said("gw-1", 300, "gw-2", 42), second);
        Said third = Objects.requireNonNull(matrix.rows().get(2).said());
        assertThat(third.via()).isEqualTo("gw-2");
        assertThat(third.ageMillis()).isEqualTo(1_400);
        assertThat(matrix.reading()).isEqualTo(new Reading.Agreement("gw-2", 42, 3));
    }

    @Test
    void a_node_that_was_never_heard_has_an_unknown_row_and_is_named() {
        OpinionMatrix matrix = matrix(said("gw-1", 300, "gw-2", 42), said("gw-2", 200, "gw-2", 42));
        assertThat(matrix.rows().get(2).said()).isNull();
        assertThat(matrix.rows().get(2).isKnown()).isFalse();
        assertThat(matrix.reading()).isEqualTo(new Reading.Missing(List.of("gw-3"), -1));
    }

    @Test
    void nothing_is_concluded_from_a_stale_word() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42),
                        said("gw-2", 200, "gw-2", 42),
                        said("gw-3", 41_000, "gw-1", 41));
        assertThat(matrix.differing()).isZero();
        assertThat(matrix.reading()).isEqualTo(new Reading.Missing(List.of("gw-3"), 41_000));
    }

    @Test
    void no_coordinator_anywhere_is_said_plainly() {
        assertThat(
                        matrix(
                                        said("gw-1", 300, null, 43),
                                        said("gw-2", 200, null, 43),
                                        said("gw-3", 200, null, 43))
                                .reading())
                .isEqualTo(new Reading.NoCoordinator(3));
    }

    @Test
    void clocks_are_told_against_the_coordinators() {
        OpinionMatrix matrix =
                matrix(
                        said("gw-1", 300, "gw-2", 42),
                        said("gw-2", 200, "gw-2", 42),
                        said("gw-3", 200, "gw-2", 42));
        assertThat(matrix.rows())
                .extracting(OpinionMatrix.Row::clockMillis)
                .containsExactly(-1.0, 0.0, 1.0);
    }
}
