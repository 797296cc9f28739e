package dev.belay.agent.tenure;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.operation.Conduct;
import dev.belay.agent.core.operation.OperationDesigns;
import dev.belay.agent.core.operation.OperationNext;
import dev.belay.agent.core.operation.OperationSight;
import dev.belay.model.design.Design;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/// Carries the operation of the cluster on while this node coordinates: looks, decides, and orders
/// one thing at a time of the log. Remembers nothing, so that whoever is next goes on the same.
final class OperationRunner {

    private static final Duration ORDER = Duration.ofSeconds(3);

    /// Nothing that is tried again helps before a person did something.
    private static final Set<String> FINAL =
            Set.of("timing-in-use", "design-too-large", "design-changed");

    /// After any other refusal: who is refused at once would ask as fast as it can.
    private static final Duration AGAIN = Duration.ofMillis(300);

    private final String self;
    private final Consensus consensus;
    private final LeasePort port;
    private final Function<Workload, Optional<OperationSight>> sights;
    private final Runnable ordered;
    private final Consumer<String> log;
    private final AtomicBoolean isOrdering = new AtomicBoolean();

    /// @param sights what the coordinator sees
    /// @param ordered called when an order has been answered
    /// @param log gets a sentence for what is ordered
    OperationRunner(
            String self,
            Consensus consensus,
            LeasePort port,
            Function<Workload, Optional<OperationSight>> sights,
            Runnable ordered,
            Consumer<String> log) {
        this.self = self;
        this.consensus = consensus;
        this.port = port;
        this.sights = sights;
        this.ordered = ordered;
        this.log = log;
    }

    /// Looks whether something is to be ordered; does not block.
    void look() {
        Workload workload = consensus.state().workload();
        Optional<Operation> open =
                workload.operation().filter(one -> one.goesOn() || one.deadlineMillis() > 0);
        LeasePort.Seat seat = port.seat();
        if (open.isEmpty() || !seat.leads() || isOrdering.get()) {
            return;
        }
        Operation operation = open.get();
        OperationNext next =
                sights.apply(workload)
                        .map(sight -> Conduct.next(operation, sight))
                        .orElseGet(() -> new OperationNext.Wait(""));
        if (next instanceof OperationNext.Wait || !isOrdering.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual()
                .name("operation-" + operation.number())
                .start(() -> {
                    try {
                        carryOut(operation, seat.term(), next);
                    } finally {
                        isOrdering.set(false);
                        ordered.run();
                    }
                });
    }

    private void carryOut(Operation operation, long term, OperationNext next) {
        long number = operation.number();
        int position = operation.position();
        switch (next) {
            case OperationNext.Wait _ -> {
                // Nothing is ordered.
            }
            case OperationNext.Take(var to) -> take(operation, term, to);
            case OperationNext.Settle(var unseen) ->
                    order(
                            new OperationOrder.SettleStep(number, term, position, unseen),
                            operation,
                            term);
            case OperationNext.Stop(var why) -> stop(operation, term, why);
            case OperationNext.Expire() ->
                    order(new OperationOrder.ExpireOperation(number, term), operation, term);
        }
    }

    private void take(Operation operation, long term, int to) {
        Optional<Design> base =
                operation.baseVersion() == 0
                        ? Optional.of(Designs.EMPTY)
                        : Designs.read(Packed.unpack(operation.base()));
        Optional<Design> wanted = Designs.read(Packed.unpack(operation.wanted()));
        if (base.isEmpty() || wanted.isEmpty()) {
            stop(operation, term, "the agent of " + self + " is older than the design: update it");
            return;
        }
        OperationOrder.TakeStep take;
        try {
            take = new OperationDesigns(base.get(), wanted.get()).take(operation, term, to);
        } catch (IllegalArgumentException e) {
            stop(operation, term, String.valueOf(e.getMessage()));
            return;
        }
        order(take, operation, term);
    }

    private void stop(Operation operation, long term, String why) {
        var stop =
                new OperationOrder.StopOperation(
                        operation.number(), term, operation.position(), why);
        log.accept("operation " + operation.number() + " stops: " + why);
        var _ = consensus.act(actor(), stop, ORDER);
    }

    /// What nobody has answered, or what was refused for a reason that goes by, is looked at again:
    /// it counts once, whether it came or not.
    private void order(OperationOrder order, Operation operation, long term) {
        log.accept(order.action());
        Outcome<Answer> outcome = consensus.act(actor(), order, ORDER);
        if (outcome instanceof Outcome.Refused<Answer>(var error)) {
            if (FINAL.contains(error.code())) {
                stop(operation, term, error.sentence());
            } else {
                log.accept(order.action() + " is not taken now: " + error.sentence());
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private Actor actor() {
        return new Actor("belay", self, "coordinator");
    }
}
