package dev.belay.agent.consensus;

import static dev.belay.agent.consensus.Trio.DEADLINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.consensus.Consensus.VersionedSetting;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatisConsensusTest {

    @TempDir Path dir;

    @Test
    void three_nodes_agree_on_a_coordinator_and_on_what_any_of_them_writes() throws Exception {
        try (var trio = new Trio(dir).startAll()) {
            String coordinator = trio.awaitCoordinator();
            var follower = trio.node(trio.followerOf(coordinator));

            var written = follower.writeSetting("label.rack", "a7", -1, DEADLINE);

            assertThat(written).isInstanceOf(Outcome.Done.class);
            var setting = ((Outcome.Done<VersionedSetting>) written).value();
            assertThat(setting.version()).isPositive();
            for (String id : trio.ids()) {
                assertThat(trio.node(id).readSetting("label.rack", DEADLINE))
                        .isEqualTo(new Outcome.Done<>(setting));
            }
            Trio.await(
                    "equal states",
                    () ->
                            trio.ids().stream()
                                            .map(id -> trio.node(id).stateHash())
                                            .distinct()
                                            .count()
                                    == 1);
            Trio.await("the name", () -> trio.node("n3").clusterName().equals("Trio"));
            Trio.await(
                    "a quorum everywhere",
                    () -> trio.ids().stream().allMatch(id -> trio.node(id).opinion().quorate()));
            assertThat(trio.node(coordinator).opinion().ownRole()).isEqualTo(RaftRole.COORDINATOR);
            assertThat(trio.occurrences("n1"))
                    .anyMatch(one -> one instanceof Occurrence.CoordinatorElected);
        }
    }

    @Test
    void a_write_at_an_old_version_is_refused_with_the_version_that_is() throws Exception {
        try (var trio = new Trio(dir).startAll()) {
            var node = trio.node("n1");
            var first =
                    (Outcome.Done<VersionedSetting>) node.writeSetting("label.a", "1", 0, DEADLINE);

            var second = node.writeSetting("label.a", "2", 0, DEADLINE);

            assertThat(second).isInstanceOf(Outcome.Refused.class);
            assertThat(((Outcome.Refused<VersionedSetting>) second).error().found())
                    .isEqualTo("version " + first.value().version());
        }
    }

    @Test
    void a_member_answers_a_question_and_a_stopped_one_holds_nobody_up() throws Exception {
        try (var trio = new Trio(dir).startAll()) {
            trio.awaitCoordinator();

            assertThat(trio.node("n1").ask("n2", "who".getBytes(UTF_8), DEADLINE))
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done ->
                                    assertThat((byte[]) done.value())
                                            .isEqualTo("n2:who".getBytes(UTF_8)));

            trio.stop("n2");
            long before = System.nanoTime();
            var answer = trio.node("n1").ask("n2", new byte[1], Duration.ofMillis(300));

            // Whether the line is already known to be down decides between the two.
            assertThat(answer)
                    .satisfiesAnyOf(
                            one -> assertThat(one).isInstanceOf(Outcome.Unknown.class),
                            one ->
                                    assertThat(one)
                                            .isInstanceOfSatisfying(
                                                    Outcome.Refused.class,
                                                    refused ->
                                                            assertThat(refused.error().code())
                                                                    .isEqualTo(
                                                                            "member-unreachable")));
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void when_the_coordinator_stops_in_order_another_takes_over_and_the_loss_is_told()
            throws Exception {
        try (var trio = new Trio(dir).startAll()) {
            String first = trio.awaitCoordinator();
            trio.node(first).writeSetting("label.a", "1", -1, DEADLINE);
            trio.stop(first);

            String second = trio.awaitCoordinator();

            assertThat(second).isNotEqualTo(first);
            assertThat(trio.node(second).readSetting("label.a", DEADLINE))
                    .isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void without_a_majority_nothing_is_written_and_a_read_says_unknown() throws Exception {
        try (var trio = new Trio(dir).startAll()) {
            trio.awaitCoordinator();
            trio.node("n1").writeSetting("label.a", "1", -1, DEADLINE);
            trio.stop("n2");
            trio.stop("n3");
            Trio.await("no coordinator", () -> trio.node("n1").opinion().coordinator() == null);

            assertThat(trio.node("n1").writeSetting("label.a", "2", -1, Duration.ofMillis(400)))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(trio.node("n1").readSetting("label.a", Duration.ofMillis(400)))
                    .isInstanceOf(Outcome.Unknown.class);
            Trio.await(
                    "the loss to be told",
                    () ->
                            trio.occurrences("n1").stream()
                                    .anyMatch(one -> one instanceof Occurrence.CoordinatorLost));
        }
    }

    @Test
    void a_learner_follows_without_a_vote_and_a_witness_votes() throws Exception {
        var roles =
                List.of(MemberRole.VOTER, MemberRole.VOTER, MemberRole.WITNESS, MemberRole.LEARNER);
        try (var trio = new Trio(dir, roles).startAll()) {
            String coordinator = trio.awaitCoordinator();
            assertThat(coordinator).isNotEqualTo("n4");

            assertThat(trio.node("n4").writeSetting("label.a", "1", -1, DEADLINE))
                    .isInstanceOf(Outcome.Done.class);

            Trio.await(
                    "the learner's state",
                    () -> trio.node("n4").stateHash().equals(trio.node("n3").stateHash()));
            Trio.await("a quorum", () -> trio.node("n4").opinion().quorate());
            assertThat(trio.node("n4").opinion().ownRole()).isEqualTo(RaftRole.LEARNER);
            assertThat(trio.node("n4").readSetting("label.a", DEADLINE))
                    .isInstanceOf(Outcome.Done.class);

            trio.stop("n4");
            trio.stop(trio.followerOf(coordinator));
            assertThat(trio.node(coordinator).writeSetting("label.a", "2", -1, DEADLINE))
                    .isInstanceOf(Outcome.Done.class);
        }
    }
}
