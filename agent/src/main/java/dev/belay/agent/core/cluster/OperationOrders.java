package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.OperationView.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What an order about operations does to the state. Pure.
final class OperationOrders {

    private final ClusterState state;
    private final long term;
    private final long index;
    private final Actor actor;
    private final long atMillis;

    /// @param term that the log has the order's entry in
    OperationOrders(ClusterState state, long term, long index, Actor actor, long atMillis) {
        this.state = state;
        this.term = term;
        this.index = index;
        this.actor = actor;
        this.atMillis = atMillis;
    }

    Applied apply(OperationOrder order) {
        return switch (order) {
            case OperationOrder.BeginOperation begin -> begin(begin);
            case OperationOrder.TakeStep take -> take(take);
            case OperationOrder.SettleStep settle -> settle(settle);
            case OperationOrder.StopOperation stop -> stop(stop);
            case OperationOrder.ExpireOperation(var number, var itsTerm) -> expire(number, itsTerm);
            case OperationOrder.CancelOperation(var number) -> cancel(number);
            case OperationOrder.ResumeOperation(var number) -> resume(number);
            case OperationOrder.UndoOperation(var number) -> undo(number);
            case OperationOrder.ConfirmOperation(var number) -> confirm(number);
        };
    }

    private Workload workload() {
        return state.workload();
    }

    /// Why nobody else may change the design now; empty when somebody may.
    static Optional<ApiError> objection(Workload workload) {
        return workload.operations().stream()
                .filter(Operation::goesOn)
                .findFirst()
                .map(one ->
                        new ApiError(
                                "operation-running",
                                "a cluster without an operation under way",
                                "operation " + one.number() + ", " + one.state(),
                                "wait for it, or look at 'belay operation show "
                                        + one.number()
                                        + "'"));
    }

    private Applied begin(OperationOrder.BeginOperation begin) {
        Optional<ApiError> objection = objection(workload());
        if (objection.isPresent()) {
            return state.refused(objection.get());
        }
        if (begin.ifVersion() != workload().designVersion()) {
            return refused(
                    "design-changed",
                    "a plan that is based on version " + workload().designVersion(),
                    "one based on version " + begin.ifVersion(),
                    "look at what changed meanwhile, then plan it again");
        }
        if (begin.steps().isEmpty()) {
            return refused(
                    "operation-empty",
                    "a plan with steps",
                    "none",
                    "nothing has to be done: this design is in force");
        }
        int size = begin.wanted().getBytes(StandardCharsets.UTF_8).length;
        if (size > Packed.MOST_DESIGN_BYTES) {
            return refused(
                    "design-too-large",
                    "a design of at most " + Packed.MOST_DESIGN_BYTES + " bytes in the log",
                    size + " bytes",
                    "shorten its notes, or draw two clusters");
        }
        var operation =
                new Operation(
                        index,
                        actor.inWords(),
                        atMillis,
                        State.RUNNING,
                        workload().designVersion(),
                        workload().design(),
                        begin.wanted(),
                        begin.steps(),
                        0,
                        true,
                        workload().designVersion(),
                        atMillis,
                        List.of(),
                        new TreeMap<>(),
                        begin.confirmMillis(),
                        0,
                        false,
                        "",
                        false);
        return done(
                operation.since(atMillis, workload(), true),
                "operation of " + begin.steps().size() + " steps begun");
    }

    private Applied take(OperationOrder.TakeStep take) {
        Optional<Operation> known = newest(take.operation());
        Optional<Applied> refusal = refusal(known, take.operation(), take.term());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operation now = known.orElseThrow();
        int way = now.state() == State.UNDOING ? -1 : 1;
        boolean isNext =
                (now.state() == State.RUNNING || now.state() == State.UNDOING)
                        && now.isSettled()
                        && take.from() == now.position()
                        && take.to() == now.position() + way
                        && take.to() >= 0
                        && take.to() <= now.steps().size();
        if (!isNext) {
            return moved(now);
        }
        var adopt =
                new ServiceOrder.Adopt(
                        take.design(),
                        take.services(),
                        take.remotes(),
                        take.timing(),
                        now.version());
        Applied adopted = new ServiceOrders(state, term, index, atMillis).adopt(adopt);
        if (adopted.answer() instanceof Answer.Refused) {
            return adopted;
        }
        Operation next = now.since(atMillis, workload(), true).taken(take.to(), index, atMillis);
        return new Applied(
                adopted.next().withWorkload(adopted.next().workload().withOperation(next)),
                adopted.answer(),
                "operation " + now.number() + ": " + take.to() + " steps in force");
    }

    private Applied settle(OperationOrder.SettleStep settle) {
        Optional<Operation> known = newest(settle.operation());
        Optional<Applied> refusal = refusal(known, settle.operation(), settle.term());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operation now = known.orElseThrow();
        int position = settle.position();
        boolean isForwards = now.state() == State.RUNNING;
        boolean isOpen = (isForwards || now.state() == State.UNDOING) && !now.isSettled();
        if (!isOpen || now.position() != position) {
            return moved(now);
        }
        Operation next = now.settled(atMillis);
        if (!isForwards) {
            Operation back =
                    settle.unseen().isEmpty()
                            ? next
                            : next.withSaid(now.said() + "; " + settle.unseen());
            return done(
                    position == 0 ? back.with(State.UNDONE) : back, "taken back to " + position);
        }
        if (position == now.steps().size()) {
            Operation ended =
                    now.confirmMillis() > 0
                            ? confirmable(next.with(State.WAITING))
                            : next.with(State.DONE);
            return done(ended.withCancelAsked(false), "all steps seen");
        }
        return done(
                now.isCancelAsked()
                        ? confirmable(next.with(State.CANCELLED)).withCancelAsked(false)
                        : next,
                "step " + position + " seen");
    }

    /// Whoever could confirm may have been cut off by one of its steps: wherever it stands still,
    /// it is undone in time.
    private Operation confirmable(Operation still) {
        boolean isToBeConfirmed = still.confirmMillis() > 0 && still.position() > 0;
        return still.withDeadline(isToBeConfirmed ? atMillis + still.confirmMillis() : 0);
    }

    private Applied stop(OperationOrder.StopOperation stop) {
        Optional<Operation> known = newest(stop.operation());
        Optional<Applied> refusal = refusal(known, stop.operation(), stop.term());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operation now = known.orElseThrow();
        boolean isForwards = now.state() == State.RUNNING;
        if ((!isForwards && now.state() != State.UNDOING) || now.position() != stop.position()) {
            return moved(now);
        }
        Operation stopped = now.with(State.STOPPED).withSaid(stop.why()).withCancelAsked(false);
        return done(
                isForwards ? confirmable(stopped) : stopped.withDeadline(0),
                "stopped: " + stop.why());
    }

    private Applied expire(long number, long itsTerm) {
        Optional<Operation> known = newest(number);
        Optional<Applied> refusal = refusal(known, number, itsTerm);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Operation now = known.orElseThrow();
        boolean isOver =
                switch (now.state()) {
                    case WAITING, STOPPED, CANCELLED ->
                            now.deadlineMillis() > 0 && atMillis >= now.deadlineMillis();
                    case RUNNING, UNDOING, DONE, UNDONE -> false;
                };
        if (!isOver || !now.leadsBack(workload().designVersion())) {
            return moved(now);
        }
        return back(now, "nobody confirmed it within " + now.confirmMillis() + " ms");
    }

    private Applied cancel(long number) {
        Optional<Operation> known = newest(number);
        if (known.isEmpty()) {
            return unknown(number);
        }
        Operation now = known.get();
        if (now.state() != State.RUNNING) {
            return refused(
                    "operation-not-running",
                    "an operation that takes steps",
                    "operation " + number + ", " + now.state(),
                    "nothing has to be done");
        }
        return done(
                now.isSettled()
                        ? confirmable(now.with(State.CANCELLED))
                        : now.withCancelAsked(true),
                "to end at the next safe point");
    }

    private Applied resume(long number) {
        Optional<Operation> known = newest(number);
        if (known.isEmpty()) {
            return unknown(number);
        }
        Operation now = known.get();
        if (now.state() != State.STOPPED && now.state() != State.CANCELLED) {
            return refused(
                    "operation-not-stopped",
                    "an operation that was stopped or cancelled",
                    "operation " + number + ", " + now.state(),
                    "nothing has to be done");
        }
        if (!now.leadsBack(workload().designVersion())) {
            return overtaken(now);
        }
        if (now.wasUndoing()) {
            return back(now, "undone by " + actor.user());
        }
        return done(
                now.with(State.RUNNING)
                        .withSaid("")
                        .withDeadline(0)
                        .since(atMillis, workload(), now.isSettled() || now.position() == 0),
                "resumed");
    }

    private Applied undo(long number) {
        Optional<Operation> known = newest(number);
        if (known.isEmpty()) {
            return unknown(number);
        }
        Operation now = known.get();
        if (now.state() == State.UNDOING || now.state() == State.UNDONE) {
            return refused(
                    "operation-undone",
                    "an operation that is not undone yet",
                    "operation " + number + ", " + now.state(),
                    "nothing has to be done");
        }
        return now.leadsBack(workload().designVersion())
                ? back(now, "undone by " + actor.user())
                : overtaken(now);
    }

    private Applied back(Operation now, String why) {
        // What is taken back next need not be seen first; the beginning has to be.
        boolean isSettled = now.position() > 0 || now.isSettled();
        Operation next =
                now.with(now.position() == 0 && isSettled ? State.UNDONE : State.UNDOING)
                        .withSaid(why)
                        .withDeadline(0)
                        .withCancelAsked(false)
                        .since(atMillis, workload(), isSettled);
        return done(next, why);
    }

    private Applied confirm(long number) {
        Optional<Operation> known = newest(number);
        if (known.isEmpty()) {
            return unknown(number);
        }
        Operation now = known.get();
        if (now.state() == State.WAITING) {
            return done(now.with(State.DONE).withDeadline(0), "confirmed");
        }
        boolean isStill = now.state() == State.STOPPED || now.state() == State.CANCELLED;
        if (isStill && now.deadlineMillis() > 0) {
            return done(now.withDeadline(0), "stays as it is");
        }
        return refused(
                "operation-not-waiting",
                "an operation that waits to be confirmed",
                "operation " + number + ", " + now.state(),
                "nothing has to be done");
    }

    private Optional<Operation> newest(long number) {
        return workload().operations().stream().findFirst().filter(one -> one.number() == number);
    }

    /// Why an order of a coordinator does not count.
    private Optional<Applied> refusal(Optional<Operation> known, long number, long itsTerm) {
        if (itsTerm != term) {
            return Optional.of(
                    refused(
                            "term-over",
                            "an order of term " + term,
                            "one of term " + itsTerm,
                            "nothing has to be done: the present coordinator decides anew"));
        }
        return known.isEmpty() ? Optional.of(unknown(number)) : Optional.empty();
    }

    private Applied unknown(long number) {
        boolean isOld = workload().operations().stream().anyMatch(one -> one.number() == number);
        return isOld
                ? refused(
                        "operation-overtaken",
                        "the newest operation",
                        "operation " + number + ", which another one followed",
                        "plan the design that you want, and apply it")
                : refused(
                        "operation-unknown",
                        "an operation of this cluster",
                        "'" + number + "'",
                        "look at 'belay operation list'");
    }

    private Applied overtaken(Operation now) {
        return refused(
                "operation-overtaken",
                "the design that operation " + now.number() + " left in force",
                "another one",
                "plan the design that you want, and apply it");
    }

    private Applied moved(Operation now) {
        return refused(
                "operation-moved",
                "an operation that is still where it was",
                "operation " + now.number() + " at " + now.position() + ", " + now.state(),
                "nothing has to be done: the coordinator decides anew");
    }

    private Applied done(Operation next, String reason) {
        return new Applied(
                state.withWorkload(workload().withOperation(next)),
                new Answer.Ordered(index),
                "operation " + next.number() + ": " + reason);
    }

    private Applied refused(String code, String wanted, String found, String advice) {
        return state.refused(new ApiError(code, wanted, found, advice));
    }
}
