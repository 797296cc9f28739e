package dev.belay.agent.core.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.TestCluster;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.StatusProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightTest {

    private final Sight first =
            Sight.first("n1", TestCluster.THREE, TestCluster.opinion("n1", 1, true), 0);

    @Test
    void the_clock_offset_is_that_of_the_answer_with_the_shortest_round_trip() {
        var sight = first;
        double[][] readings = {{40, 10}, {3, 700}, {60, -200}};
        for (double[] reading : readings) {
            sight =
                    sight.decide(
                                    new SightInput.Answered(
                                            TestCluster.report("n2", TestCluster.START),
                                            List.of(),
                                            100,
                                            reading[0],
                                            reading[1]))
                            .next();
        }
        PeerSight peer = sight.peerSights(150).getFirst();
        assertThat(peer.clockOffsetMillis()).isEqualTo(700);
        assertThat(peer.roundTripMillis()).isEqualTo(60);
        assertThat(codes(sight, 150)).contains("clock-offset");
    }

    @Test
    void a_disk_above_85_percent_is_a_warning_and_above_95_an_error() {
        assertThat(codes(answered(84, "0.1.0"), 100)).isEmpty();
        assertThat(codes(answered(85, "0.1.0"), 100)).containsExactly("disk-filling");
        assertThat(codes(answered(95, "0.1.0"), 100)).containsExactly("disk-full");
    }

    @Test
    void agents_of_two_versions_are_told() {
        assertThat(codes(answered(10, "0.2.0"), 100)).containsExactly("version-skew");
    }

    @Test
    void a_zone_of_several_voters_that_are_all_silent_is_lost() {
        var members =
                List.of(
                        TestCluster.member("n1", "a", MemberRole.VOTER),
                        TestCluster.member("n2", "b", MemberRole.VOTER),
                        TestCluster.member("n3", "b", MemberRole.VOTER));
        var sight = Sight.first("n1", members, TestCluster.opinion("n1", 1, true), 0);
        assertThat(codes(sight, 9_000))
                .containsExactly("votes-thin", "node-silent", "node-silent", "zone-lost");
    }

    @Test
    void one_silent_voter_of_three_is_told_with_what_it_means() {
        assertThat(codes(answered(10, "0.1.0"), 2_000)).isEmpty();
        assertThat(codes(answered(10, "0.1.0"), 9_000)).contains("votes-thin", "node-silent");
    }

    @Test
    void a_member_that_left_is_forgotten_and_a_new_one_starts_unheard() {
        var members =
                List.of(
                        TestCluster.member("n1", "a", MemberRole.VOTER),
                        TestCluster.member("n4", "b", MemberRole.LEARNER));
        var sight = first.decide(new SightInput.MembersChanged(members, 100)).next();
        assertThat(sight.peers()).containsOnlyKeys("n4");
        assertThat(sight.peerSights(200).getFirst().silentMillis()).isEqualTo(-1);
    }

    @Test
    void a_fact_about_a_stranger_changes_nothing() {
        var decision = first.decide(new SightInput.Broken("n9", 100));
        assertThat(decision.next()).isEqualTo(first);
        assertThat(decision.events()).isEmpty();
    }

    private Sight answered(int diskPercent, String version) {
        var sight = first;
        for (String id : List.of("n2", "n3")) {
            var report = TestCluster.report(id, TestCluster.START, version, diskPercent);
            sight = sight.decide(new SightInput.Answered(report, List.of(), 50, 1, 0)).next();
            diskPercent = 10;
        }
        return sight;
    }

    private static List<String> codes(Sight sight, long at) {
        return new StatusView("c1", "lab")
                        .status(
                                sight,
                                TestCluster.report("n1", TestCluster.START),
                                TestCluster.START,
                                at)
                        .problems()
                        .stream()
                        .map(StatusProblem::code)
                        .toList();
    }
}
