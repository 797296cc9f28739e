package dev.belay.app.protect;

import static dev.belay.app.wizard.Rehearsal.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.OperationView.State;
import dev.belay.app.design.InForce;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Operation.Progress;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Preflight;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.value.IpAddress;
import dev.belay.reach.AgentException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The wizard's change as an operation of the cluster.
class ProtectPlanTest extends ProtectTrial {

    @BeforeEach
    void inForce() throws AgentException {
        designs.keep(InForce.ask(designs).design());
    }

    /// The cluster stopped after so many steps.
    private WizardModel stopped(int position, boolean isSettled) {
        WizardModel model = filled();
        designs.then(
                () -> designs.reach(State.STOPPED, position, isSettled, "gw-2 does not answer"));
        steps(model, 3);
        return model;
    }

    @Test
    void the_review_lists_the_typed_steps_of_the_plan() {
        WizardModel model = filled();
        steps(model, 2);
        assertThat(model.script().deeds())
                .extracting(one -> one.sentence().get())
                .containsExactly(
                        "Drawing: 1 come, 0 change, 0 go; nothing runs because of it",
                        "Service web comes",
                        "Wait until web runs");
        assertThat(model.script().deeds()).extracting(Deed::kind).contains(Deed.Kind.ADD);
        assertThat(designs.kept().services()).as("nothing is done yet").isEmpty();
    }

    @Test
    void each_step_is_done_when_the_cluster_has_seen_it() {
        WizardModel model = filled();
        designs.then(
                () -> {
                    designs.reach(State.RUNNING, 1, false, "");
                    assertThat(progress(model))
                            .containsExactly(Progress.RUNNING, Progress.WAITS, Progress.WAITS);
                },
                () -> designs.reach(State.RUNNING, 2, false, ""),
                () -> {
                    assertThat(progress(model))
                            .containsExactly(Progress.DONE, Progress.RUNNING, Progress.WAITS);
                    designs.reach(State.DONE, 2, true, "");
                });
        steps(model, 3);
        assertThat(progress(model)).containsExactly(Progress.DONE, Progress.DONE, Progress.DONE);
        assertThat(fact(model, "Operation 118")).contains("done; version 20 is in force");
    }

    @Test
    void a_step_at_which_the_cluster_stops_fails_with_its_words_and_is_undone() {
        Design before = designs.kept();
        WizardModel model = filled();
        designs.then(
                () -> designs.reach(State.STOPPED, 2, false, "web was to be active, and is not"));
        steps(model, 3);
        assertThat(progress(model)).containsExactly(Progress.DONE, Progress.FAILED, Progress.WAITS);
        assertThat(error(model).code()).isEqualTo("operation-stopped");
        assertThat(error(model).found()).isEqualTo("web was to be active, and is not");
        assertThat(model.operation().undoable()).as("it is in force, too").isEqualTo(2);
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(before);
        assertThat(fact(model, "web")).contains("taken out of the design again");
    }

    @Test
    void what_was_stopped_goes_on_when_it_is_tried_again() {
        WizardModel model = stopped(1, false);
        model.operation().resume();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(designs.kept().services()).hasSize(1);
    }

    @Test
    void it_is_stopped_at_a_safe_point_and_goes_on() {
        WizardModel model = filled();
        designs.then(() -> model.operation().stop());
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
        assertThat(progress(model)).containsOnly(Progress.WAITS);
        assertThat(designs.kept().services()).isEmpty();
        model.operation().resume();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
    }

    @Test
    void an_operation_of_somebody_else_is_told_before_and_is_not_disturbed() {
        designs.beginOther();
        WizardModel model = filled();
        steps(model, 1);
        assertThat(model.preflight().rows())
                .filteredOn(row -> row.check().id().equals("operation"))
                .map(Preflight.Row::finding)
                .map(one -> Objects.requireNonNull(one).error())
                .singleElement()
                .satisfies(one -> {
                    assertThat(Objects.requireNonNull(one).code()).isEqualTo("operation-running");
                    assertThat(one.found()).isEqualTo("operation 118, begun by mika@gw-2");
                    assertThat(one.advice()).contains("Plan");
                });
        assertThat(model.missing()).isNotEmpty();
    }

    @Test
    void an_operation_that_began_since_the_review_is_not_disturbed_either() {
        WizardModel model = filled();
        steps(model, 2);
        designs.beginOther();
        steps(model, 1);
        assertThat(state(model)).isEqualTo(Operation.State.FAILED);
        assertThat(error(model).code()).isEqualTo("operation-running");
        assertThat(designs.kept().services()).isEmpty();
    }

    @Test
    void another_design_from_which_other_steps_lead_on_is_refused() throws AgentException {
        WizardModel model = filled();
        steps(model, 2);
        Design theirs = designs.kept().with(script(model).form().virtualIp());
        designs.keep(theirs);
        steps(model, 1);
        assertThat(error(model).code()).isEqualTo("plan-changed");
        assertThat(designs.kept()).isEqualTo(theirs);
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(again.operation().rows()).as("the address is there").hasSize(2);
    }

    @Test
    void an_order_without_an_answer_is_looked_up_and_not_given_twice() {
        WizardModel model = filled();
        designs.loseAnswer();
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        assertThat(model.operation().undoable()).as("it may be in force").isEqualTo(1);
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void a_silent_cluster_leaves_it_unknown_until_it_tells() {
        WizardModel model = filled();
        thenQuiet(() -> designs.fail(silence(AgentException.Kind.UNREACHABLE)));
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        designs.fail(null);
        designs.reach(State.DONE, 2, true, "");
        model.operation().readBack();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
    }

    @Test
    void what_was_left_is_found_again() {
        WizardModel model = stopped(1, true);
        WizardModel again = resumed(model);
        steps(again, 2);
        assertThat(state(again)).isEqualTo(Operation.State.FAILED);
        assertThat(progress(again)).containsExactly(Progress.DONE, Progress.FAILED, Progress.WAITS);
        again.operation().resume();
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void what_was_typed_anew_is_begun_anew_and_not_resumed() {
        WizardModel model = stopped(0, true);
        WizardModel again = resumed(model);
        again.goTo(Page.WHAT);
        script(again).type(Field.ADDRESS, "10.0.110.201/24");
        steps(again, 3);
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(2);
        assertThat(designs.kept().virtualIps().getFirst().address())
                .isEqualTo(IpAddress.parse("10.0.110.201").good());
    }

    @Test
    void a_look_at_the_form_alone_begins_nothing_anew() {
        WizardModel model = stopped(1, true);
        WizardModel again = resumed(model);
        again.goTo(Page.WHAT);
        steps(again, 3);
        again.operation().resume();
        assertThat(state(again)).isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(1);
    }

    @Test
    void a_draft_has_the_operation_before_its_first_step_has_ended() {
        WizardModel model = filled();
        List<String> drafts = new ArrayList<>();
        designs.then(
                () -> drafts.add(draft().fields().getOrDefault("operation", "")),
                () -> designs.reach(State.DONE, 2, true, ""));
        steps(model, 3);
        assertThat(drafts).singleElement().asString().startsWith("118 ");
    }

    @Test
    void who_stops_it_while_it_begins_stops_it() {
        WizardModel model = filled();
        designs.then(() -> {});
        designs.whenBegun(() -> model.operation().stop());
        steps(model, 3);
        assertThat(designs.state()).isEqualTo(State.CANCELLED);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
        assertThat(log(model)).containsOnlyOnce("told to stop at the next safe point");
    }

    @Test
    void leaving_does_not_stop_the_cluster() {
        WizardModel model = filled();
        designs.then(
                () -> {
                    assertThat(model.middle()).contains("goes on");
                    model.leave();
                },
                () -> designs.reach(State.RUNNING, 1, true, ""));
        steps(model, 3);
        assertThat(designs.state()).isEqualTo(State.RUNNING);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
    }

    @Test
    void somebody_who_takes_it_back_meanwhile_is_told_of() {
        WizardModel model = filled();
        designs.then(() -> designs.reach(State.UNDONE, 0, true, "undone by mika"));
        steps(model, 3);
        assertThat(error(model).code()).isEqualTo("operation-taken-back");
        model.operation().resume();
        assertThat(state(model)).as("begun anew").isEqualTo(Operation.State.DONE);
        assertThat(designs.begun()).isEqualTo(2);
    }

    @Test
    void it_can_be_undone_on_the_last_page() {
        Design before = designs.kept();
        WizardModel model = filled();
        steps(model, 4);
        assertThat(model.mayUndo()).isTrue();
        model.undo();
        assertThat(model.page()).isEqualTo(Page.APPLY);
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
        assertThat(designs.kept()).isEqualTo(before);
        steps(model, 1);
        assertThat(model.mayUndo()).isFalse();
    }

    @Test
    void another_cluster_that_is_looked_at_meanwhile_is_neither_followed_nor_taken_for_it() {
        WizardModel model = filled();
        designs.then(
                () -> designs.become("osaka"),
                () -> designs.reach(State.DONE, 2, true, ""),
                () -> {
                    assertThat(progress(model).getFirst()).isEqualTo(Progress.RUNNING);
                    assertThat(log(model).getLast()).contains("osaka", "edge-tokyo");
                    designs.become("edge-tokyo");
                });
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
        assertThat(log(model)).containsOnlyOnce("edge-tokyo is looked at again");
    }

    @Test
    void a_halt_reaches_the_own_cluster_once_it_is_looked_at_again() {
        WizardModel model = filled();
        designs.then(
                () -> designs.become("osaka"),
                () -> model.operation().stop(),
                () -> {
                    assertThat(designs.state()).isEqualTo(State.RUNNING);
                    designs.become("edge-tokyo");
                });
        steps(model, 3);
        assertThat(designs.state()).isEqualTo(State.CANCELLED);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
    }

    @Test
    void a_halt_that_comes_after_the_end_changes_nothing_of_what_was_done() {
        WizardModel model = filled();
        designs.then(
                () -> designs.become("osaka"),
                () -> model.operation().stop(),
                () -> {
                    designs.reach(State.DONE, 2, true, "");
                    designs.become("edge-tokyo");
                });
        steps(model, 3);
        assertThat(progress(model).getFirst()).isEqualTo(Progress.DONE);
        assertThat(log(model)).contains("operation 118 had no step left that could be stopped");
        assertThat(state(model))
                .as("the steps to come are halted")
                .isEqualTo(Operation.State.STOPPED);
        model.operation().resume();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
    }

    @Test
    void who_leaves_while_another_cluster_is_looked_at_follows_no_longer() {
        WizardModel model = filled();
        designs.then(() -> designs.become("osaka"), model::leave);
        steps(model, 3);
        assertThat(state(model)).isEqualTo(Operation.State.UNKNOWN);
        assertThat(designs.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_operation_that_is_undone_waits_for_its_cluster_too() {
        WizardModel model = filled();
        steps(model, 3);
        designs.become("osaka");
        model.operation().undo();
        assertThat(error(model).code()).isEqualTo("wizard-of-another-cluster");
        assertThat(designs.state()).isEqualTo(State.DONE);
        designs.become("edge-tokyo");
        model.operation().undo();
        assertThat(state(model)).isEqualTo(Operation.State.UNDONE);
    }

    /// The step that waits to begin and the halt run the other way round.
    private void haltFirst(WizardModel model) {
        Deque<Runnable> queue = Objects.requireNonNull(waiting);
        assertThat(queue).hasSize(1);
        model.operation().stop();
        queue.removeLast().run();
        queue.removeFirst().run();
    }

    @Test
    void a_halt_that_comes_before_the_first_step_has_begun_stops_it() {
        WizardModel model = filled();
        steps(model, 2);
        waiting = new ArrayDeque<>();
        steps(model, 1);
        haltFirst(model);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
        assertThat(designs.begun()).isZero();
        waiting = null;
        model.operation().resume();
        assertThat(state(model)).as("the halt is over").isEqualTo(Operation.State.DONE);
    }

    @Test
    void a_halt_that_comes_before_a_later_step_has_begun_is_not_gone_on_from() {
        WizardModel model = filled();
        steps(model, 2);
        designs.then(() -> designs.reach(State.RUNNING, 1, true, ""));
        Deque<Runnable> queue = new ArrayDeque<>();
        waiting = queue;
        steps(model, 1);
        queue.removeFirst().run();
        haltFirst(model);
        assertThat(designs.state()).isEqualTo(State.CANCELLED);
        assertThat(state(model)).isEqualTo(Operation.State.STOPPED);
        waiting = null;
        model.operation().resume();
        assertThat(state(model)).isEqualTo(Operation.State.DONE);
    }
}
