package dev.belay.agent.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.cluster.TrustOrder;
import dev.belay.agent.custody.Governance;
import dev.belay.agent.run.Membership;
import dev.belay.api.MemberRemoval;
import dev.belay.model.status.RaftRole;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The group of consensus follows the replicated state, with real nodes.
class RegroupingTest {

    @TempDir Path dir;

    @Test
    void a_cluster_of_one_grows_to_three_voters_and_a_learner_which_votes_when_one_is_removed()
            throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.awaitGroup("n1", "n2");
            cluster.join(3);
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.join(4);
            cluster.awaitGroup("n1, n2, n3", "n4");

            // A voter that is promoted later may be the next coordinator.
            cluster.lead("n3");
            var wipe = new MemberRemoval(MemberRemoval.Afterwards.WIPE, false);
            assertThat(cluster.governance("n4").remove("n2", wipe, Actor.agent("n4")))
                    .isInstanceOf(Outcome.Done.class);
            awaitRemoved(cluster, "n2");
            assertThat(cluster.governance("n2").afterwards())
                    .isEqualTo(MemberRemoval.Afterwards.WIPE);
            cluster.stop("n2");
            cluster.awaitGroup("n1, n3, n4", "");
            assertThat(cluster.node("n4").state().trust().revoked().values())
                    .anyMatch(one -> one.node().equals("n2"));
            assertThat(cluster.events())
                    .anyMatch(one -> one.startsWith("member.added member=n4"))
                    .contains("member.role member=n2 role=VOTER", "member.removed member=n2");
        }
    }

    // Ratis waits for a thread of the listener under a lock that this thread may be waiting for.
    @Test
    void a_learner_that_is_busy_when_it_is_told_to_vote_does_so() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.awaitGroup("n1", "n2");
            // Its absence is what the lock below shows on most runs only.
            GrowingCluster.await("a learner without a timer", () -> !hasTimer("n2"));
            try (BusyLock _ = new BusyLock(cluster.node("n2"))) {
                cluster.join(3);
                cluster.awaitGroup("n1, n2, n3", "");
                assertThat(hasTimer("n2")).as("a voter has one").isTrue();
            }
        }
    }

    private static boolean hasTimer(String node) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name -> name.startsWith(node + "@") && name.endsWith("-FollowerState"));
    }

    @Test
    void a_coordinator_that_votes_no_longer_hands_over_and_goes_on_as_a_learner() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.join(3);
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.lead("n2");

            cluster.act("n3", new Order.Setting(Membership.MOST_VOTERS, "1", -1));
            cluster.awaitGroup("n1", "n2, n3");
            for (String id : new String[] {"n2", "n3"}) {
                GrowingCluster.await(
                        id + " is a learner",
                        () ->
                                cluster.node(id).opinion().ownRole() == RaftRole.LEARNER
                                        && cluster.node(id).opinion().coordinator() != null);
            }
            cluster.act("n2", new Order.Setting(Membership.MOST_VOTERS, "3", -1));
            cluster.awaitGroup("n1, n2, n3", "");
        }
    }

    @Test
    void a_lost_admin_is_replaced_and_a_node_that_was_removed_while_away_notices_it()
            throws Exception {
        var patience = new Membership.Patience(Duration.ofSeconds(60), Duration.ofSeconds(2));
        var timing = new Governance.Timing(patience, GrowingCluster.AGENT.custody());
        try (var cluster = new GrowingCluster(dir, timing)) {
            cluster.join(2);
            cluster.join(3);
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.lead("n2");
            cluster.stop("n1");
            GrowingCluster.await(
                    "another admin", () -> cluster.node("n3").state().admin().equals("n2"));
            cluster.start("n1");
            GrowingCluster.await(
                    "the old one steps back",
                    () -> cluster.node("n1").state().admin().equals("n2"));
            assertThat(cluster.events()).anyMatch(one -> one.startsWith("admin.taken-over"));

            cluster.stop("n3");
            cluster.act(cluster.awaitCoordinator(), new MemberOrder.Remove("n3", "lost"));
            cluster.awaitGroup("n2", "n1");
            cluster.start("n3");
            awaitRemoved(cluster, "n3");
        }
    }

    @Test
    void a_revoked_certificate_is_cut_off_at_once_and_a_new_one_comes_in() throws Exception {
        try (var cluster = new GrowingCluster(dir)) {
            cluster.join(2);
            cluster.join(3);
            cluster.awaitGroup("n1, n2, n3", "");
            cluster.lead("n1");
            assertThat(ask(cluster, "n2", "n1")).isInstanceOf(Outcome.Done.class);
            String serial =
                    requireNonNull(cluster.node("n1").state().trust().certificates().get("n2"))
                            .serial();

            cluster.act("n1", new TrustOrder.Revoke("n2", serial, "test"));
            long begun = System.nanoTime();
            GrowingCluster.await(
                    "n2 is cut off", () -> !(ask(cluster, "n2", "n1") instanceof Outcome.Done));
            GrowingCluster.await(
                    "n2 is not heard any more",
                    () -> !requireNonNull(cluster.node("n1").peers().get("n2")).heard());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(ask(cluster, "n3", "n1")).isInstanceOf(Outcome.Done.class);
        }
    }

    private static Outcome<byte[]> ask(GrowingCluster cluster, String from, String to) {
        return cluster.node(from).ask(to, new byte[] {1}, Duration.ofMillis(500));
    }

    private static void awaitRemoved(GrowingCluster cluster, String id) {
        GrowingCluster.await(
                id + " knows",
                () ->
                        cluster.occurrences(id).stream()
                                .anyMatch(one -> one instanceof Occurrence.Removed));
    }
}
