package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Silences.Silence;
import dev.belay.agent.consensus.Silences.Whose;
import dev.belay.model.status.RaftRole;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final Whose WHOSE = new Whose(RaftRole.FOLLOWER, 3, "node-1", 7);

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void what_was_known_grows_with_the_time_and_is_asked_again_before_it_counts_as_silence() {
        var known = new Silence(WHOSE, 100, millis(5_000));
        for (long later = 0; later < 2_000; later += 10) {
            long atMost = known.atMostMillis(millis(5_000 + later));
            assertThat(atMost).isEqualTo(100 + later);
            assertThat(known.holds(WHOSE, millis(5_000 + later)))
                    .isEqualTo(atMost <= Silences.KNOWN_MILLIS);
        }
        assertThat(Silences.KNOWN_MILLIS).isLessThan(RaftSettings.STEP_DOWN_MILLIS);
    }

    @Test
    void another_term_role_coordinator_or_group_is_asked_about_anew() {
        var known = new Silence(WHOSE, 0, 0);
        assertThat(known.holds(WHOSE, 0)).isTrue();
        assertThat(known.holds(new Whose(RaftRole.COORDINATOR, 3, "node-1", 7), 0)).isFalse();
        assertThat(known.holds(new Whose(RaftRole.FOLLOWER, 4, "node-1", 7), 0)).isFalse();
        assertThat(known.holds(new Whose(RaftRole.FOLLOWER, 3, "node-2", 7), 0)).isFalse();
        assertThat(known.holds(new Whose(RaftRole.FOLLOWER, 3, "node-1", 8), 0)).isFalse();
    }

    @Test
    void a_silence_that_never_ended_never_holds() {
        assertThat(new Silence(WHOSE, Silences.NEVER_MILLIS, 0).holds(WHOSE, 0)).isFalse();
    }
}
