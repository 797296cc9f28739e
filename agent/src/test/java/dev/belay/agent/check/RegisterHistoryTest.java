package dev.belay.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.check.Operation.Read;
import dev.belay.agent.check.Operation.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegisterHistoryTest {

    @Test
    void reads_that_overlap_a_write_may_see_it_or_not_but_never_go_back() {
        var write = new Write("b", 10, 50, 2);
        var first = new Write("a", 0, 5, 1);

        assertThat(check(first, write, new Read("a", 20, 30, 1), new Read("b", 31, 40, 2)))
                .isEmpty();
        assertThat(check(first, write, new Read("b", 20, 30, 2), new Read("a", 31, 40, 1)))
                .containsExactly("stale read");
    }

    @Test
    void a_read_of_the_old_value_after_a_write_was_acknowledged_is_stale() {
        assertThat(
                        check(
                                new Write("a", 0, 5, 1),
                                new Write("b", 10, 20, 2),
                                new Read("a", 21, 30, 1)))
                .containsExactly("stale read");
        assertThat(check(new Write("a", 0, 5, 1), new Read("", 6, 7, 0)))
                .containsExactly("stale read");
    }

    @Test
    void a_write_of_unknown_outcome_may_take_effect_at_any_later_time() {
        assertThat(
                        check(
                                new Write("a", 0, 5, 1),
                                Write.unknown("b", 10),
                                new Read("a", 100, 110, 1),
                                new Read("b", 200, 210, 2),
                                new Read("b", 300, 310, 2)))
                .isEmpty();
        assertThat(
                        check(
                                new Write("a", 0, 5, 1),
                                Write.unknown("b", 10),
                                new Read("b", 200, 210, 2),
                                new Read("a", 300, 310, 1)))
                .containsExactly("stale read");
    }

    @Test
    void a_value_of_nobody_a_value_from_the_future_and_a_version_given_twice_are_found() {
        assertThat(check(new Read("x", 0, 5, 1))).containsExactly("value out of nowhere");
        assertThat(check(new Read("a", 0, 5, 1), new Write("a", 10, 20, 1)))
                .contains("read from the future");
        assertThat(check(new Write("a", 0, 5, 1), new Write("b", 10, 20, 1)))
                .contains("two values of one version", "lost write");
    }

    @Test
    void one_stale_read_planted_among_many_is_found_and_none_is_found_without_it() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            List<Operation> history = honest(random, 300);
            assertThat(RegisterHistory.check(history)).as("seed %d", seed).isEmpty();

            List<Operation> planted = new ArrayList<>(history);
            long end = 1_000_000;
            planted.add(new Write("last", end, end + 1, end));
            Write old =
                    history.stream()
                            .filter(one -> one instanceof Write w && w.version() >= 0)
                            .map(Write.class::cast)
                            .findAny()
                            .orElseThrow();
            planted.add(new Read(old.value(), end + 2, end + 3, old.version()));
            assertThat(RegisterHistory.check(planted)).as("seed %d", seed).hasSize(1);
        }
    }

    /// A history that is linearizable by construction: each operation takes effect at a moment
    /// between its begin and its end.
    private static List<Operation> honest(Random random, int count) {
        List<Operation> history = new ArrayList<>();
        String value = "";
        long version = 0;
        long now = 100;
        for (int i = 0; i < count; i++) {
            now += 1 + random.nextInt(20);
            long begun = now - random.nextInt(100);
            long ended = now + random.nextInt(100);
            if (random.nextInt(3) == 0) {
                value = "v" + i;
                version = now;
                history.add(
                        random.nextInt(10) == 0
                                ? Write.unknown(value, begun)
                                : new Write(value, begun, ended, version));
            } else {
                history.add(new Read(value, begun, ended, version));
            }
        }
        return history;
    }

    private static List<String> check(Operation... operations) {
        return RegisterHistory.check(List.of(operations)).stream()
                .map(RegisterHistory.Violation::rule)
                .toList();
    }
}
