package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.consensus.QuorumRead.Lead;
import dev.belay.agent.consensus.QuorumRead.Word;
import java.io.UncheckedIOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuorumReadTest {

    private static final Set<String> THREE = Set.of("a", "b", "c");

    private final QuorumRead read = new QuorumRead();

    private static Word leading(long term, Set<String> voters, Set<String> formerVoters) {
        return new Word(term, new Lead(voters, formerVoters, term * 10, new byte[] {7}));
    }

    private static Word following(long term) {
        return new Word(term, null);
    }

    @Test
    void a_coordinator_counts_once_a_majority_is_in_its_term() {
        read.hear("a", leading(3, THREE, Set.of()));
        assertThat(read.decided()).isEmpty();

        read.hear("b", following(3));

        assertThat(read.decided().orElseThrow().index()).isEqualTo(30);
    }

    @Test
    void a_voter_that_has_not_heard_of_the_term_yet_has_elected_no_later_one() {
        read.hear("a", leading(3, THREE, Set.of()));
        read.hear("c", following(2));

        assertThat(read.decided()).isPresent();
    }

    @Test
    void a_coordinator_that_others_have_left_behind_does_not_count() {
        read.hear("a", leading(3, THREE, Set.of()));
        read.hear("b", following(4));
        read.hear("c", following(4));

        assertThat(read.decided()).isEmpty();
    }

    @Test
    void of_two_that_lead_the_later_one_counts() {
        read.hear("a", leading(3, THREE, Set.of()));
        read.hear("b", leading(4, THREE, Set.of()));
        read.hear("c", following(4));

        assertThat(read.decided().orElseThrow().index()).isEqualTo(40);
    }

    @Test
    void whoever_does_not_vote_confirms_nothing() {
        read.hear("a", leading(3, THREE, Set.of()));
        read.hear("learner", following(3));

        assertThat(read.decided()).isEmpty();
    }

    @Test
    void while_the_group_changes_a_majority_of_both_has_to_confirm() {
        read.hear("a", leading(3, Set.of("a", "d", "e"), THREE));
        read.hear("d", following(3));
        assertThat(read.decided()).isEmpty();

        read.hear("c", following(3));

        assertThat(read.decided()).isPresent();
    }

    @Test
    void one_voter_alone_is_its_own_majority() {
        read.hear("a", leading(1, Set.of("a"), Set.of()));

        assertThat(read.decided()).isPresent();
    }

    @Test
    void a_word_comes_over_the_wire_as_it_was_sent() {
        Word sent = leading(9, Set.of("a", "b"), Set.of("c"));

        Word got = Word.of(sent.bytes());

        assertThat(got).usingRecursiveComparison().isEqualTo(sent);
        assertThat(Word.of(following(2).bytes())).isEqualTo(following(2));
        assertThatThrownBy(() -> Word.of(new byte[3])).isInstanceOf(UncheckedIOException.class);
    }
}
