package dev.belay.agent.tenure;

import dev.belay.agent.api.OperationsFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.operation.OperationDesigns;
import dev.belay.agent.core.operation.PlanSize;
import dev.belay.api.ApiError;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people see of operations and order of them, at one node.
public final class OperationDesk implements OperationsFace {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration APPLIED = Duration.ofSeconds(2);

    private final Consensus consensus;
    private final Function<Workload, Optional<Design>> designs;

    /// @param designs the design in force; empty when this agent does not understand it
    public OperationDesk(Consensus consensus, Function<Workload, Optional<Design>> designs) {
        this.consensus = consensus;
        this.designs = designs;
    }

    @Override
    public Outcome<List<OperationView>> operations() {
        Workload now = workload();
        return new Outcome.Done<>(
                now.operations().stream().map(one -> view(one, now.designVersion())).toList());
    }

    private static OperationView view(Operation one, long designVersion) {
        return new OperationView(
                one.number(),
                one.state(),
                one.orderedBy(),
                Instant.ofEpochMilli(one.atMillis()),
                one.baseVersion(),
                one.version(),
                one.position(),
                one.isSettled(),
                one.isCancelAsked(),
                one.said(),
                // Once another design is in force, nothing leads back.
                time(one.leadsBack(designVersion) ? one.deadlineMillis() : 0),
                one.leadsBack(designVersion),
                one.steps().stream()
                        .map(step ->
                                new OperationView.Step(
                                        step.code(),
                                        step.subjects(),
                                        time(step.begunMillis()),
                                        time(step.endedMillis())))
                        .toList());
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public Outcome<OperationView> begin(OperationBegin begin, Actor actor) {
        return switch (SoundDesign.of(begin.text())) {
            case Outcome.Done<SoundDesign>(var sound) -> begin(sound, begin, actor);
            case Outcome.Refused<SoundDesign>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<SoundDesign>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Outcome<OperationView> begin(SoundDesign sound, OperationBegin begin, Actor actor) {
        Workload now = workload();
        Optional<Design> base = designs.apply(now);
        if (base.isEmpty()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "design-newer",
                            "a design in force that this agent understands",
                            "one of a newer agent",
                            "update this agent, or ask another node's"));
        }
        if (begin.version() != now.designVersion()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "design-changed",
                            "a plan that is based on version " + now.designVersion(),
                            "one based on version " + begin.version(),
                            "look at what changed meanwhile, then plan it again"));
        }
        Optional<ApiError> tooMuch = PlanSize.objection(base.get(), sound.design());
        if (tooMuch.isPresent()) {
            return new Outcome.Refused<>(tooMuch.get());
        }
        Plan plan = Plan.of(base.get(), begin.version(), sound.design(), Live.UNKNOWN);
        boolean isOtherTiming = !sound.design().cluster().timing().equals(now.timing());
        if (isOtherTiming && now.isBusy()) {
            // Said before anything begins: the log would refuse the step.
            return new Outcome.Refused<>(
                    new ApiError(
                            "timing-in-use",
                            "the timing profile '" + now.timing().name() + "' while services run",
                            "'" + sound.design().cluster().timing().name() + "'",
                            "stop all services, apply the design, and start them again"));
        }
        Optional<ApiError> tooLarge = PlanSize.objection(plan.steps());
        if (tooLarge.isPresent()) {
            return new Outcome.Refused<>(tooLarge.get());
        }
        return order(
                actor,
                new OperationOrder.BeginOperation(
                        Packed.pack(sound.text()),
                        OperationDesigns.steps(plan),
                        begin.confirmWithinMillis(),
                        begin.version()),
                0);
    }

    @Override
    public Outcome<OperationView> cancel(long operation, Actor actor) {
        return order(actor, new OperationOrder.CancelOperation(operation), operation);
    }

    @Override
    public Outcome<OperationView> resume(long operation, Actor actor) {
        return order(actor, new OperationOrder.ResumeOperation(operation), operation);
    }

    @Override
    public Outcome<OperationView> undo(long operation, Actor actor) {
        return order(actor, new OperationOrder.UndoOperation(operation), operation);
    }

    @Override
    public Outcome<OperationView> confirm(long operation, Actor actor) {
        return order(actor, new OperationOrder.ConfirmOperation(operation), operation);
    }

    /// @param operation 0: the one that the order begins
    private Outcome<OperationView> order(Actor actor, OperationOrder order, long operation) {
        return switch (consensus.act(actor, order, DEADLINE)) {
            case Outcome.Done<Answer>(Answer.Ordered(var index)) ->
                    applied(operation == 0 ? index : operation, index);
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("an operation is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    /// Waits until this node has applied it too: what it knew before would be a lie.
    private Outcome<OperationView> applied(long operation, long index) {
        if (!consensus.awaitApplied(index, APPLIED)) {
            return new Outcome.Unknown<>(
                    "it is done for operation " + operation + ", but this node lags behind");
        }
        Workload now = workload();
        return now.operations().stream()
                .filter(one -> one.number() == operation)
                .findFirst()
                .<Outcome<OperationView>>map(
                        one -> new Outcome.Done<>(view(one, now.designVersion())))
                .orElseGet(() ->
                        new Outcome.Unknown<>(
                                "operation " + operation + " is remembered no longer"));
    }

    private Workload workload() {
        return consensus.state().workload();
    }
}
