package dev.belay.agent.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Round.Lead;
import dev.belay.agent.core.lease.Round.Verdict;
import dev.belay.agent.core.lease.Round.Word;
import dev.belay.model.config.TimingProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Set<String> THREE = Set.of("a", "b", "c");
    private static final Terms TERMS = Terms.of(TimingProfile.STANDARD, Duration.ofMillis(100));

    private static Lead lead(long term, Set<String> voters, Set<String> former) {
        return new Lead(voters, former, TERMS, new Grant(term, Map.of("web", 1L), Map.of()));
    }

    private static Word leads(long term) {
        return new Word(term, false, lead(term, THREE, Set.of()));
    }

    private static Word says(long term) {
        return new Word(term, false, null);
    }

    private static Word vouches(long term) {
        return new Word(term, true, null);
    }

    @Test
    void a_coordinator_counts_once_a_majority_is_in_no_later_term() {
        var round = new Round(THREE);

        assertThat(round.hear("a", leads(5))).isEmpty();
        assertThat(round.hear("b", says(5)))
                .contains(new Verdict.Granted(lead(5, THREE, Set.of())));
        assertThat(round.hear("c", says(5))).isEmpty();
    }

    @Test
    void one_that_was_replaced_does_not_count() {
        var round = new Round(THREE);

        round.hear("a", leads(5));
        assertThat(round.hear("b", says(6))).isEmpty();
        assertThat(round.hear("c", says(6))).isEmpty();
    }

    @Test
    void the_later_of_two_is_heard() {
        var round = new Round(THREE);

        round.hear("a", leads(5));
        assertThat(round.hear("b", leads(6)).isPresent()).isTrue();
    }

    @Test
    void while_the_group_changes_both_majorities_are_asked() {
        var round = new Round(Set.of());
        var five = Set.of("a", "b", "c", "d", "e");

        round.hear("a", new Word(5, false, lead(5, five, THREE)));
        round.hear("d", says(5));
        assertThat(round.hear("e", says(5))).isEmpty();
        assertThat(round.hear("b", says(5))).isPresent();
    }

    @Test
    void who_has_no_vote_confirms_nothing() {
        var round = new Round(THREE);

        round.hear("a", leads(5));
        assertThat(round.hear("learner", says(5))).isEmpty();
    }

    @Test
    void a_majority_of_those_whom_the_grant_named_vouches() {
        var round = new Round(THREE);

        assertThat(round.hear("d", vouches(5))).isEmpty();
        assertThat(round.hear("a", vouches(5))).isEmpty();
        assertThat(round.hear("b", vouches(5))).contains(new Verdict.Vouched());
        assertThat(round.hear("c", leads(5)).isPresent()).isTrue();
    }

    @Test
    void nobody_vouches_for_who_was_never_granted_anything() {
        var round = new Round(Set.of());

        assertThat(round.hear("a", vouches(5))).isEmpty();
        assertThat(round.hear("b", vouches(5))).isEmpty();
        assertThat(round.hear("c", vouches(5))).isEmpty();
    }
}
