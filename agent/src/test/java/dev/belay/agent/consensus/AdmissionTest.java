package dev.belay.agent.consensus;

import static dev.belay.agent.consensus.Admission.Known.STRANGER;
import static dev.belay.agent.consensus.Admission.Known.UNFOUNDED;
import static dev.belay.agent.consensus.Admission.Known.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Admission.Standing;
import dev.belay.agent.consensus.Admission.Verdict;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Admission OF_THREE =
            Admission.of("n1", List.of(member("n1"), member("n2"), member("n3")));

    @Test
    void a_new_cluster_begins_when_a_majority_knows_of_none() {
        assertThat(OF_THREE.weigh(List.of(), -1)).isEqualTo(Verdict.UNDECIDED);
        assertThat(OF_THREE.weigh(List.of(new Standing(UNFOUNDED, false, -1)), -1))
                .isEqualTo(Verdict.LET);
        assertThat(Admission.of("n1", List.of(member("n1"))).weigh(List.of(), -1))
                .isEqualTo(Verdict.LET);
    }

    @Test
    void a_member_that_lost_its_folder_votes_when_it_holds_all_that_was_committed() {
        var follower = new Standing(STRANGER, false, 90);
        var coordinator = new Standing(STRANGER, true, 100);

        assertThat(OF_THREE.weigh(List.of(follower), 95)).isEqualTo(Verdict.BEHIND);
        assertThat(OF_THREE.weigh(List.of(follower, coordinator), 99)).isEqualTo(Verdict.BEHIND);
        assertThat(OF_THREE.weigh(List.of(follower, coordinator), 100)).isEqualTo(Verdict.LET);
    }

    @Test
    void one_that_remembers_outweighs_one_that_does_not() {
        var remembers = new Standing(STRANGER, false, 90);
        var forgot = new Standing(WELCOME, false, 5);

        assertThat(OF_THREE.weigh(List.of(forgot, remembers), 5)).isEqualTo(Verdict.BEHIND);
    }

    @Test
    void an_answer_is_the_same_after_the_wire() {
        var standing = new Standing(STRANGER, true, 4_711);

        assertThat(Standing.of(standing.bytes())).isEqualTo(standing);
    }

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "127.0.0.1", 7400);
    }
}
