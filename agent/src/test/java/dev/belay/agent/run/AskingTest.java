package dev.belay.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskingTest {

    private static final long SECOND = 1_000_000_000L;

    /// Two nodes that begin a round each second, the second one a part of a second later.
    private static int[] questions(int rounds, long laterNanos) {
        var asked = new int[2];
        long[] at = {-SECOND * 10, -SECOND * 10};
        for (int round = 0; round < rounds; round++) {
            for (int node = 0; node < 2; node++) {
                long now = round * SECOND + node * laterNanos;
                if (Asking.isToBeAsked(round, now - at[1 - node])) {
                    asked[node]++;
                    at[node] = now;
                }
            }
        }
        return asked;
    }

    @Test
    void of_two_that_would_ask_each_other_one_does_and_both_measure_now_and_then() {
        for (long later : new long[] {SECOND / 10, SECOND / 2, SECOND * 6 / 10}) {
            assertThat(questions(100, later)).containsExactlyInAnyOrder(100, 25);
        }
        int[] late = questions(100, SECOND * 9 / 10);
        assertThat(late[0] + late[1]).isBetween(100, 150);
        assertThat(late[0]).isGreaterThanOrEqualTo(25);
        assertThat(late[1]).isGreaterThanOrEqualTo(25);
    }

    @Test
    void a_peer_that_asks_no_longer_is_asked_in_the_next_round_but_one_at_the_latest() {
        long askedAgo = SECOND / 2;
        assertThat(Asking.isToBeAsked(1, askedAgo)).isFalse();
        assertThat(Asking.isToBeAsked(2, askedAgo + SECOND)).isTrue();
    }
}
