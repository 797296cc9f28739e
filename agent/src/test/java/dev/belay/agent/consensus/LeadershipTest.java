package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.consensus.Leadership.Look;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_coordinator_is_elected_once_and_lost_with_the_time_that_it_was_silent() {
        var elected = Leadership.atStart(START).after(look("n1", 3, 10), START.plusMillis(100));
        assertThat(elected.occurrences())
                .containsExactly(new Occurrence.CoordinatorElected("n1", 3));

        var same = elected.next().after(look("n1", 3, 20), START.plusMillis(300));
        assertThat(same.occurrences()).isEmpty();
        assertThat(same.next().opinion().termSince()).isEqualTo(START.plusMillis(100));

        var lost =
                same.next()
                        .after(
                                new Look(null, 3, RaftRole.CANDIDATE, Duration.ZERO, false),
                                START.plusMillis(680));
        assertThat(lost.occurrences())
                .containsExactly(new Occurrence.CoordinatorLost("n1", 3, Duration.ofMillis(400)));
        assertThat(lost.next().opinion().coordinator()).isNull();
        assertThat(lost.next().opinion().quorate()).isFalse();
    }

    @Test
    void a_look_without_a_known_silence_does_not_undo_what_was_heard() {
        var heard = Leadership.atStart(START).after(look("n1", 3, 0), START.plusMillis(100)).next();

        var between = heard.after(look("n1", 3, Long.MAX_VALUE / 4), START.plusMillis(300)).next();
        var lost =
                between.after(
                        new Look(null, 3, RaftRole.CANDIDATE, Duration.ZERO, false),
                        START.plusMillis(500));

        assertThat(lost.occurrences())
                .containsExactly(new Occurrence.CoordinatorLost("n1", 3, Duration.ofMillis(400)));
    }

    @Test
    void a_lead_that_is_handed_over_is_an_election_without_a_loss() {
        var before = Leadership.atStart(START).after(look("n1", 3, 0), START).next();

        var after = before.after(look("n2", 4, 0), START.plusSeconds(1));

        assertThat(after.occurrences()).containsExactly(new Occurrence.CoordinatorElected("n2", 4));
    }

    private static Look look(String coordinator, long term, long silentMillis) {
        return new Look(
                coordinator, term, RaftRole.FOLLOWER, Duration.ofMillis(silentMillis), true);
    }
}
