package dev.belay.app.plan;

import dev.belay.api.OperationView;
import dev.belay.model.plan.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A step, as it is planned or as it was taken.
///
/// @param number from 1
/// @param code what it is, such as `service-added`
/// @param subjects what it is about
/// @param state how far it is
/// @param planned all that was said of it beforehand; empty when somebody else planned it
/// @param taken when it was begun and ended; empty while nothing was applied
record PlanRow(
        int number,
        String code,
        List<String> subjects,
        State state,
        Optional<PlannedStep> planned,
        Optional<OperationView.Step> taken) {

    /// How far it is.
    enum State {
        WAITS,
        RUNNING,
        DONE,
        /// It is in force, and what it asks of agents was not seen.
        STUCK,
        /// It is being taken back.
        GOES_BACK,
        TAKEN_BACK
    }

    /// What kind of change it is, for its sign and for counting.
    enum Sign {
        ADDS,
        CHANGES,
        REMOVES
    }

    static List<PlanRow> of(List<PlannedStep> planned) {
        return planned.stream()
                .map(one ->
                        new PlanRow(
                                one.number(),
                                one.step().code(),
                                one.step().subjects(),
                                State.WAITS,
                                Optional.of(one),
                                Optional.empty()))
                .toList();
    }

    /// @param planned as it was planned; empty when it is not known
    static List<PlanRow> of(OperationView operation, List<PlannedStep> planned) {
        List<PlanRow> rows = new ArrayList<>();
        for (int i = 0; i < operation.steps().size(); i++) {
            OperationView.Step step = operation.steps().get(i);
            rows.add(
                    new PlanRow(
                            i + 1,
                            step.code(),
                            step.subjects(),
                            state(operation, i),
                            i < planned.size() ? Optional.of(planned.get(i)) : Optional.empty(),
                            Optional.of(step)));
        }
        return rows;
    }

    private static State state(OperationView operation, int index) {
        int position = operation.position();
        return switch (operation.state()) {
            case UNDONE -> State.TAKEN_BACK;
            case UNDOING -> {
                if (index < position) {
                    yield State.DONE;
                }
                if (index == position && !operation.settled()) {
                    yield State.GOES_BACK;
                }
                yield operation.steps().get(index).begunAt() == null
                        ? State.WAITS
                        : State.TAKEN_BACK;
            }
            case RUNNING, WAITING, STOPPED, CANCELLED, DONE -> {
                if (index >= position) {
                    yield State.WAITS;
                }
                if (index < position - 1 || operation.settled()) {
                    yield State.DONE;
                }
                yield operation.state() == OperationView.State.RUNNING
                        ? State.RUNNING
                        : State.STUCK;
            }
        };
    }

    boolean isUnderWay() {
        return state == State.RUNNING || state == State.STUCK || state == State.GOES_BACK;
    }

    /// How long it took, or has taken until now; empty when it was never begun.
    Optional<Duration> time(Instant now) {
        return taken.filter(step -> step.begunAt() != null)
                .flatMap(step -> {
                    Instant end = step.endedAt();
                    if (end == null && !isUnderWay()) {
                        return Optional.empty();
                    }
                    Duration time = Duration.between(step.begunAt(), end == null ? now : end);
                    return Optional.of(time.isNegative() ? Duration.ZERO : time);
                });
    }

    Sign sign() {
        if (code.endsWith("-added") || code.equals("fencing-on")) {
            return Sign.ADDS;
        }
        return code.endsWith("-removed") || code.equals("fencing-off")
                ? Sign.REMOVES
                : Sign.CHANGES;
    }

    /// Whether something is done on a member because of it, as far as that is known.
    ///
    /// @param id of the member
    /// @param name of the member
    boolean touches(String id, String name) {
        return planned.stream()
                .flatMap(one -> one.effects().stream())
                .flatMap(one -> Stream.concat(one.from().stream(), one.to().stream()))
                .anyMatch(node -> node.equals(id) || node.equals(name));
    }
}
