package dev.belay.app.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.wizard.Operation.Progress;
import dev.belay.app.wizard.Operation.State;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationTest {
    private final List<String> done = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private AgentException.@Nullable Kind fails;
    private AgentException.@Nullable Kind failsBack;
    private boolean wasDone;
    private boolean isFaulty;

    private Operation operation(Executor background) {
        return new Operation(
                background,
                Runnable::run,
                () -> Instant.EPOCH,
                text -> text.replace("secret", "…"));
    }

    private Deed deed(String id, boolean undoable) {
        Deed deed =
                Deed.of(
                        id,
                        Deed.Kind.CHANGE,
                        () -> id,
                        "gw-1",
                        "do " + id,
                        log -> {
                            AgentException.Kind kind = fails;
                            if (kind != null && id.equals("b")) {
                                throw new AgentException(
                                        kind, new ApiError("x", "w", "f", "a"), null);
                            }
                            done.add(id);
                            log.say("gw-1", "the secret of " + id);
                        });
        Deed read = deed.readBackBy(this::look);
        return undoable ? read.undoneBy(() -> "undo", log -> back(id)) : read;
    }

    private boolean look() {
        if (isFaulty) {
            throw new IllegalStateException("a fault");
        }
        return wasDone;
    }

    private void back(String id) throws AgentException {
        AgentException.Kind kind = failsBack;
        if (kind != null && id.equals("b")) {
            throw new AgentException(kind, new ApiError("x", "w", "f", "a"), null);
        }
        done.add("-" + id);
    }

    private List<Deed> three() {
        return List.of(deed("a", true), deed("b", true), deed("c", false));
    }

    @Test
    void a_dry_run_shows_every_step_and_does_none() {
        Operation operation = operation(Runnable::run);
        operation.start(three(), Set.of(), true, () -> {});
        assertThat(operation.state()).isEqualTo(State.DONE);
        assertThat(done).isEmpty();
        assertThat(operation.rows()).allMatch(row -> row.progress() == Progress.DRY);
        assertThat(operation.log()).hasSize(3);
    }

    @Test
    void it_goes_on_at_the_step_that_failed() {
        Operation operation = operation(Runnable::run);
        fails = AgentException.Kind.REFUSED;
        operation.start(three(), Set.of(), false, () -> {});
        assertThat(operation.state()).isEqualTo(State.FAILED);
        fails = null;
        operation.resume();
        assertThat(operation.state()).isEqualTo(State.DONE);
        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void an_answer_that_never_came_is_read_back_before_anything_is_done_twice() {
        Operation operation = operation(Runnable::run);
        fails = AgentException.Kind.UNKNOWN;
        operation.start(three(), Set.of(), false, () -> {});
        assertThat(operation.state()).isEqualTo(State.UNKNOWN);
        wasDone = true;
        operation.readBack();
        assertThat(done).containsExactly("a", "c");
        assertThat(operation.state()).isEqualTo(State.DONE);
    }

    @Test
    void it_stops_between_two_steps_and_not_within_one() {
        Operation operation = operation(later::add);
        operation.start(three(), Set.of(), false, () -> {});
        operation.stop();
        assertThat(operation.state()).isEqualTo(State.RUNNING);
        later.removeFirst().run();
        assertThat(operation.state()).isEqualTo(State.STOPPED);
        assertThat(done).containsExactly("a");
    }

    @Test
    void undo_takes_back_the_last_step_first_as_far_as_it_can_be() {
        Operation operation = operation(Runnable::run);
        operation.start(three(), Set.of(), false, () -> {});
        assertThat(operation.undoable()).isEqualTo(2);
        operation.undo();
        assertThat(done).containsExactly("a", "b", "c", "-b", "-a");
        assertThat(operation.state()).isEqualTo(State.UNDONE);
    }

    @Test
    void a_way_back_that_fails_or_has_no_answer_goes_on_backwards() {
        Operation operation = operation(Runnable::run);
        operation.start(three(), Set.of(), false, () -> {});
        failsBack = AgentException.Kind.REFUSED;
        operation.undo();
        assertThat(operation.state()).isEqualTo(State.FAILED);
        failsBack = AgentException.Kind.UNKNOWN;
        operation.resume();
        assertThat(operation.state()).isEqualTo(State.UNKNOWN);
        failsBack = null;
        wasDone = false;
        operation.readBack();
        assertThat(operation.state()).isEqualTo(State.UNDONE);
        assertThat(done).as("b was found taken back").containsExactly("a", "b", "c", "-a");
    }

    @Test
    void a_look_back_with_a_fault_leaves_it_unknown() {
        Operation operation = operation(Runnable::run);
        fails = AgentException.Kind.UNKNOWN;
        operation.start(three(), Set.of(), false, () -> {});
        isFaulty = true;
        operation.readBack();
        assertThat(operation.state()).isEqualTo(State.UNKNOWN);
        assertThat(Objects.requireNonNull(operation.error()).code()).isEqualTo("step-fault");
        isFaulty = false;
        wasDone = true;
        operation.readBack();
        assertThat(operation.state()).isEqualTo(State.DONE);
    }

    @Test
    void what_an_earlier_run_has_done_is_not_done_again() {
        Operation operation = operation(Runnable::run);
        operation.start(three(), Set.of("a", "b"), false, () -> {});
        assertThat(done).containsExactly("c");
    }

    @Test
    void nothing_secret_comes_into_the_log() {
        Operation operation = operation(Runnable::run);
        operation.start(three(), Set.of(), false, () -> {});
        assertThat(operation.log()).extracting(LogLine::text).noneMatch(t -> t.contains("secret"));
    }
}
