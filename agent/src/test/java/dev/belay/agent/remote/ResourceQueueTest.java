package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.remote.Executed.Status;
import dev.belay.agent.remote.ResourceQueue.Effect;
import dev.belay.agent.remote.ResourceQueue.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResourceQueueTest {

    private static final Outcome GOOD = new Outcome(0, Status.DONE, "", "", List.of());
    private static final Outcome GONE = new Outcome(7, Status.DONE, "", "", List.of());

    private final ResourceQueue queue = new ResourceQueue();
    private long calls;

    private Operation operation(String action, int intervalMillis, int options) {
        calls++;
        return new Operation(
                calls,
                "caller",
                "web",
                action,
                Duration.ofMillis(intervalMillis),
                Duration.ofSeconds(10),
                Duration.ZERO,
                options,
                "token-" + calls,
                new TreeMap<>());
    }

    private static Moment at(long millis) {
        return new Moment(millis, 1_000 + millis / 1_000);
    }

    /// As a reader would say them.
    private static List<String> words(List<Effect> effects) {
        return effects.stream()
                .map(effect ->
                        switch (effect) {
                            case Effect.Run(Operation one) ->
                                    "run " + one.action() + " " + one.call();
                            case Effect.Wake(long number, Duration after) ->
                                    "wake " + number + " after " + after.toMillis();
                            case Effect.Kill() -> "kill";
                            case Effect.Pass(Operation one, var attributes) ->
                                    "pass %s: %s"
                                            .formatted(
                                                    one.action(),
                                                    attributes.stream()
                                                            .map(Outcome.Attribute::name)
                                                            .toList());
                            case Effect.Tell(Operation one, Outcome outcome, _) ->
                                    "tell %s %d: %s %d"
                                            .formatted(
                                                    one.action(),
                                                    one.call(),
                                                    outcome.status(),
                                                    outcome.code());
                        })
                .toList();
    }

    private List<String> order(Operation operation, long millis) {
        return words(queue.ordered(operation, at(millis)));
    }

    private List<String> end(Outcome outcome, long millis) {
        return words(queue.ended(outcome, at(millis)));
    }

    @Test
    void one_runs_at_a_time_in_the_order_in_which_they_came() {
        assertThat(order(operation("start", 0, 0), 0)).containsExactly("run start 1");
        assertThat(order(operation("monitor", 0, 0), 1)).isEmpty();
        assertThat(end(GOOD, 5)).containsExactly("tell start 1: DONE 0", "run monitor 2");
        assertThat(end(GONE, 6)).containsExactly("tell monitor 2: DONE 7");
        assertThat(queue.isRunning()).isFalse();
    }

    @Test
    void what_recurs_is_done_again_and_told_when_it_is_another_result() {
        assertThat(order(operation("monitor", 100, 4), 0)).containsExactly("run monitor 1");
        assertThat(end(GOOD, 10)).containsExactly("tell monitor 1: DONE 0", "wake 1 after 100");
        assertThat(words(queue.woken(1, at(110)))).containsExactly("run monitor 1");
        assertThat(end(GOOD, 120)).containsExactly("wake 2 after 100");
        assertThat(words(queue.woken(2, at(220)))).containsExactly("run monitor 1");
        assertThat(end(GONE, 230)).containsExactly("tell monitor 1: DONE 7", "wake 3 after 100");
        assertThat(words(queue.woken(1, at(240)))).isEmpty();
    }

    @Test
    void without_that_wish_each_result_is_told() {
        order(operation("monitor", 100, 0), 0);
        end(GOOD, 10);
        queue.woken(1, at(110));
        assertThat(end(GOOD, 120)).containsExactly("tell monitor 1: DONE 0", "wake 2 after 100");
    }

    @Test
    void the_same_recurring_order_again_is_done_at_once_and_answers_to_its_new_number() {
        order(operation("monitor", 100, 4), 0);
        end(GOOD, 10);
        assertThat(order(operation("monitor", 100, 4), 20)).containsExactly("run monitor 2");
        assertThat(queue.recurring()).hasSize(1);
        assertThat(end(GOOD, 30)).containsExactly("tell monitor 2: DONE 0", "wake 2 after 100");
        assertThat(words(queue.woken(1, at(110)))).isEmpty();
    }

    @Test
    void a_stop_ends_what_recurs_before_it_begins() {
        order(operation("monitor", 100, 4), 0);
        end(GOOD, 10);
        assertThat(order(operation("stop", 0, 0), 20))
                .containsExactly("tell monitor 1: CANCELLED 0", "run stop 2");
        assertThat(queue.recurring()).isEmpty();
    }

    @Test
    void a_stop_breaks_off_a_look_that_hangs() {
        order(operation("monitor", 100, 4), 0);
        assertThat(order(operation("stop", 0, 0), 20)).containsExactly("kill");
        assertThat(end(GONE, 21)).containsExactly("tell monitor 1: CANCELLED 7", "run stop 2");
    }

    @Test
    void what_an_agent_says_of_its_node_is_passed_on_though_the_result_is_no_news() {
        var scored =
                new Outcome(
                        0,
                        Status.DONE,
                        "",
                        "",
                        List.of(new Outcome.Attribute("far", "master-web", Optional.of("5"))));
        order(operation("monitor", 100, 4), 0);
        end(GOOD, 10);
        queue.woken(1, at(110));
        assertThat(end(scored, 120))
                .containsExactly("pass monitor: [master-web]", "wake 2 after 100");
    }

    @Test
    void what_is_cancelled_while_it_runs_is_broken_off_and_told_when_it_has_ended() {
        order(operation("monitor", 100, 4), 0);
        List<Effect> effects = new ArrayList<>();
        assertThat(queue.cancelled("monitor", Duration.ofMillis(100), at(5), effects)).isTrue();
        assertThat(words(effects)).containsExactly("kill");
        assertThat(end(GOOD, 10)).containsExactly("tell monitor 1: CANCELLED 0");
        assertThat(queue.cancelled("monitor", Duration.ofMillis(100), at(11), effects)).isFalse();
    }

    @Test
    void an_order_with_a_delay_waits_and_those_behind_it_wait_too() {
        Operation plain = operation("start", 0, 0);
        var delayed =
                new Operation(
                        9,
                        "caller",
                        "web",
                        "start",
                        Duration.ZERO,
                        plain.timeout(),
                        Duration.ofMillis(50),
                        0,
                        "",
                        new TreeMap<>());
        assertThat(order(delayed, 0)).containsExactly("wake 1 after 50");
        assertThat(order(plain, 1)).isEmpty();
        assertThat(words(queue.woken(1, at(50)))).containsExactly("run start 9");
    }

    @Test
    void a_connection_that_ends_takes_only_its_own_recurring_orders_with_it() {
        order(operation("monitor", 100, 4), 0);
        end(GOOD, 10);
        assertThat(words(queue.dropped("another", at(20)))).isEmpty();
        assertThat(words(queue.dropped("caller", at(20))))
                .containsExactly("tell monitor 1: CANCELLED 0");
    }

    @Test
    void times_say_when_it_ran_how_long_it_waited_and_since_when_the_result_is_what_it_is() {
        order(operation("monitor", 1_000, 0), 0);
        queue.ended(GOOD, at(10));
        queue.woken(1, at(1_010));
        Effect.Tell told = (Effect.Tell) queue.ended(GOOD, at(1_030)).getFirst();
        assertThat(told.times())
                .isEqualTo(
                        new ResourceQueue.Times(
                                1_001, 1_000, Duration.ZERO, Duration.ofMillis(20)));
    }
}
