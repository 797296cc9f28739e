package dev.belay.agent.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The group of consensus follows the replicated state, with real nodes.
class RegroupingTest {

    @TempDir Path dir;

    @Test
    void a_cluster_of_one_grows_to_three_voters_and_a_learner_and_shrinks_again() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.awaitGroup("n1", "n2");
            cluster.join(3);
            cluster.awaitGroup("n1", "n2, n3");
            cluster.act("n1", new MemberOrder.ChangeRole("n2", MemberRole.VOTER));
            cluster.act("n2", new MemberOrder.ChangeRole("n3", MemberRole.VOTER));
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.join(4);
            cluster.awaitGroup("n1, n2, n3", "n4");

            // A voter that is promoted later may be the next coordinator.
            cluster.node("n1").handOver("n3", GrowingCluster.DEADLINE);
            GrowingCluster.await(
                    "n3 leads", () -> "n3".equals(cluster.node("n4").opinion().coordinator()));

            cluster.act("n4", new MemberOrder.Remove("n2", "test"));
            GrowingCluster.await(
                    "n2 has left",
                    () ->
                            cluster.occurrences("n2").stream()
                                    .anyMatch(one -> one instanceof Occurrence.Removed));
            cluster.stop("n2");
            cluster.awaitGroup("n1, n3", "n4");
            assertThat(cluster.node("n4").state().trust().revoked()).hasSize(1);
        }
    }

    @Test
    void a_coordinator_that_votes_no_longer_hands_over_and_goes_on_as_a_learner() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.join(3);
            cluster.act("n1", new MemberOrder.ChangeRole("n2", MemberRole.VOTER));
            cluster.act("n1", new MemberOrder.ChangeRole("n3", MemberRole.VOTER));
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.node("n1").handOver("n2", GrowingCluster.DEADLINE);
            GrowingCluster.await(
                    "n2 leads", () -> "n2".equals(cluster.node("n3").opinion().coordinator()));

            cluster.act("n3", new MemberOrder.ChangeRole("n2", MemberRole.LEARNER));
            cluster.awaitGroup("n1, n3", "n2");
            GrowingCluster.await(
                    "n2 is a learner",
                    () ->
                            cluster.node("n2").opinion().ownRole() == RaftRole.LEARNER
                                    && cluster.node("n2").opinion().coordinator() != null);
            cluster.act("n2", new MemberOrder.ChangeRole("n2", MemberRole.VOTER));
            cluster.awaitGroup("n1, n2, n3", "");
        }
    }

    @Test
    void a_node_that_was_removed_while_it_was_away_notices_when_it_comes_back() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.join(3);
            cluster.act("n1", new MemberOrder.ChangeRole("n2", MemberRole.VOTER));
            cluster.act("n1", new MemberOrder.ChangeRole("n3", MemberRole.VOTER));
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.stop("n3");
            cluster.act(cluster.awaitCoordinator(), new MemberOrder.Remove("n3", "lost"));
            cluster.awaitGroup("n1, n2", "");

            cluster.start("n3");
            GrowingCluster.await(
                    "n3 knows",
                    () ->
                            cluster.occurrences("n3").stream()
                                    .anyMatch(one -> one instanceof Occurrence.Removed));
            assertThat(cluster.awaitCoordinator()).isNotEqualTo("n3");
        }
    }
}
