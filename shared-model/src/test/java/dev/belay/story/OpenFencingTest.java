package dev.belay.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.model.node.FenceAction;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenFencingTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private static Fencing fencing(Result result, Instant at) {
        return new Fencing(
                42,
                "n2",
                "n1",
                "belay on n1",
                true,
                FenceAction.REBOOT,
                "n2 is silent",
                at,
                result,
                result == Result.UNDER_WAY ? null : at.plusSeconds(1),
                List.of());
    }

    private static List<OpenFencing> open(State state, boolean answers, Fencing... fences) {
        var web =
                new ServiceView(
                        "web",
                        "Web",
                        state,
                        "n2",
                        3,
                        AT.minusSeconds(60),
                        Wanted.AS_DESIGNED,
                        "",
                        "",
                        false,
                        false,
                        "",
                        "",
                        -1,
                        List.of(),
                        List.of(),
                        List.of());
        var view =
                new ServicesView(
                        AT,
                        "n1",
                        7,
                        "default",
                        1_457,
                        List.of(web),
                        List.of(
                                new Host("n1", NodeMode.ACTIVE, true, "", List.of()),
                                new Host("n2", NodeMode.ACTIVE, answers, "", List.of())),
                        null,
                        List.of(fences));
        return OpenFencing.of(view, view.fences());
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNKNOWN"})
    void what_is_not_confirmed_waits_for_a_word_while_a_service_may_run_there(Result result) {
        Fencing last = fencing(result, AT.minusSeconds(5));
        assertThat(open(State.UNKNOWN, false, last))
                .containsExactly(new OpenFencing("n2", last, true, List.of("web")));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMED", "CONFIRMED_BY_HAND"})
    void what_is_confirmed_is_settled(Result result) {
        assertThat(open(State.STUCK, false, fencing(result, AT.minusSeconds(5)))).isEmpty();
    }

    @Test
    void what_goes_on_is_open_whether_the_node_answers_or_not() {
        Fencing last = fencing(Result.UNDER_WAY, AT.minusSeconds(2));
        assertThat(open(State.ACTIVE, true, last))
                .containsExactly(new OpenFencing("n2", last, false, List.of()));
        assertThat(open(State.UNKNOWN, false, last))
                .containsExactly(new OpenFencing("n2", last, false, List.of("web")));
    }

    @Test
    void who_began_five_minutes_ago_and_says_nothing_has_ended() {
        Fencing last = fencing(Result.UNDER_WAY, AT.minus(OpenFencing.LONGEST));
        assertThat(open(State.ACTIVE, true, last)).isEmpty();
    }

    @Test
    void a_failed_stop_on_a_silent_node_waits_though_nobody_tried_to_fence_it() {
        assertThat(open(State.STUCK, false))
                .containsExactly(new OpenFencing("n2", null, true, List.of("web")));
        // Its lease ends by itself.
        assertThat(open(State.UNKNOWN, false)).isEmpty();
    }

    @Test
    void a_node_that_answers_is_not_stopped_and_no_word_is_waited_for() {
        assertThat(open(State.STUCK, true, fencing(Result.REFUSED, AT.minusSeconds(5)))).isEmpty();
    }

    @Test
    void what_was_before_the_stay_says_nothing_of_it() {
        assertThat(open(State.UNKNOWN, false, fencing(Result.REFUSED, AT.minusSeconds(90))))
                .isEmpty();
    }
}
