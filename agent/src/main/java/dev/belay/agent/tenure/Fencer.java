package dev.belay.agent.tenure;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.FenceOrder;
import dev.belay.agent.core.cluster.FenceRecord;
import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceOutcome;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.core.lease.IssuerInput.Confirmation;
import dev.belay.agent.core.service.Outlook;
import dev.belay.agent.fence.FenceAgent;
import dev.belay.agent.fence.FenceDevices;
import dev.belay.agent.fence.FencePlan;
import dev.belay.agent.fence.FenceTool;
import dev.belay.agent.fence.Fencing;
import dev.belay.agent.lease.SelfKill;
import dev.belay.api.ApiError;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView.Result;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Has nodes stopped for certain: orders it in the log first, asks the devices, and says in the log
/// what came of it.
final class Fencer {

    private static final Duration ORDER = Duration.ofSeconds(3);

    /// Of one device, however long it may take to act.
    private static final Duration TEST = Duration.ofSeconds(8);

    private static final long APPLIED_SOON = 10_000_000L;

    private static final Duration SAY = Duration.ofSeconds(20);
    private static final int SAID_AGAIN = 6;

    private final String self;
    private final Consensus consensus;
    private final LeasePort port;
    private final Designs designs;
    private final FenceDevices devices;
    private final FenceAgent agent;
    private final Consumer<Event> events;
    private final Consumer<String> log;

    /// A node that has not been heard since this agent started may be starting too.
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    /// Entries whose orders of others this node carries out, or has.
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    /// @param log gets a sentence for what is done
    Fencer(
            String self,
            Consensus consensus,
            LeasePort port,
            Designs designs,
            FenceDevices devices,
            FenceAgent agent,
            Consumer<Event> events,
            Consumer<String> log) {
        this.self = self;
        this.consensus = consensus;
        this.port = port;
        this.designs = designs;
        this.devices = devices;
        this.agent = agent;
        this.events = events;
        this.log = log;
    }

    /// A node asks for its lease.
    void hear(String node) {
        heard.add(node);
    }

    /// Nodes that the coordinator may have stopped by itself.
    Set<String> fenceable() {
        ClusterState state = consensus.state();
        Design design = design(state);
        if (!design.cluster().fencing()) {
            return Set.of();
        }
        Set<String> all = new TreeSet<>();
        Stream.concat(
                        state.members().stream().map(Member::id),
                        state.workload().remotes().keySet().stream())
                .filter(heard::contains)
                .filter(node -> plan(state, design, node).isPresent())
                .forEach(all::add);
        return all;
    }

    private Design design(ClusterState state) {
        return designs.of(state.workload()).orElse(Designs.EMPTY);
    }

    /// The devices of a member; empty when none can be used here.
    private Optional<FencePlan> plan(ClusterState state, Design design, String node) {
        return drawn(state, design, node).flatMap(devices::of);
    }

    private static Optional<ThingId> drawn(ClusterState state, Design design, String node) {
        return state.workload().remotes().containsKey(node)
                ? Optional.of(new ThingId(node))
                : state.member(node)
                        .flatMap(member -> Outlook.drawn(design, member))
                        .map(Thing::id);
    }

    Optional<FencePlan> plan(String node) {
        ClusterState state = consensus.state();
        return plan(state, design(state), node);
    }

    /// Has a lost node stopped, as the coordinator decided.
    ///
    /// @param known told what is known, when this node asks the devices; else the log tells
    void order(LostNode lost, Consumer<Confirmation> known) {
        Thread.ofVirtual().name("fence-" + lost.node()).start(() -> begin(lost, known));
    }

    private void begin(LostNode lost, Consumer<Confirmation> known) {
        String node = lost.node();
        FenceAction deed = plan(node).map(FencePlan::deed).orElse(FenceAction.OFF);
        var begin =
                new FenceOrder.BeginFence(
                        lost.term(),
                        node,
                        lost.incarnation(),
                        lost.executor(),
                        deed,
                        lost.reason());
        switch (consensus.act(new Actor("belay", self, "coordinator"), begin, ORDER)) {
            case Outcome.Done<Answer>(Answer.Ordered(var begun)) -> {
                if (lost.executor().equals(self)) {
                    stop(begun, node, deed, known);
                } else {
                    pass(lost, new Message.Fence(begun));
                }
            }
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("fencing is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> {
                log.accept("does not fence " + node + ": " + error.sentence());
                if (error.code().equals("fence-loop")) {
                    events.accept(
                            new Event.FenceNotConfirmed(
                                    node, Result.REFUSED.name(), error.sentence()));
                }
                known.accept(Confirmation.REFUSED);
            }
            case Outcome.Unknown<Answer>(var why) -> {
                // Without a majority nobody is stopped.
                log.accept("does not fence " + node + ": " + why);
                known.accept(Confirmation.REFUSED);
            }
        }
    }

    /// Tells another member until it says that it heard; what comes of it stands in the log.
    private void pass(LostNode lost, Message.Fence order) {
        byte[] bytes = LeaseTalk.bytes(order);
        for (int i = 0; i < SAID_AGAIN; i++) {
            var answer = new CompletableFuture<byte[]>();
            port.askForLease(lost.executor(), bytes, ORDER, answer::complete);
            try {
                answer.get(ORDER.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException e) {
                log.accept(lost.executor() + " does not say that it will stop " + lost.node());
            }
        }
    }

    /// Begins to stop a node because a person wants it; what comes of it stands in the log.
    ///
    /// @param atMillis on this node's clock, for who asks
    Outcome<FenceRecord> byHand(
            String node, Optional<FenceAction> wanted, Actor actor, long atMillis) {
        Optional<FencePlan> plan = plan(node);
        if (plan.isEmpty()) {
            return new Outcome.Refused<>(noDevice(node));
        }
        FenceAction deed = wanted.orElse(plan.get().deed());
        String reason = "ordered by " + actor.user();
        var begin = new FenceOrder.BeginFence(0, node, 0, self, deed, reason);
        return switch (consensus.act(actor, begin, ORDER)) {
            case Outcome.Done<Answer>(Answer.Ordered(var begun)) -> {
                Thread.ofVirtual()
                        .name("fence-" + node)
                        .start(() -> stop(begun, node, deed, _ -> {}));
                // This node may not have applied it yet.
                yield new Outcome.Done<>(
                        new FenceRecord(
                                begun,
                                node,
                                0,
                                self,
                                actor.inWords(),
                                false,
                                deed,
                                reason,
                                atMillis,
                                Result.UNDER_WAY,
                                0,
                                List.of()));
            }
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("fencing is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var why) -> new Outcome.Unknown<>(why);
        };
    }

    /// Asks the devices of a node for its power; blocks until all have answered.
    Outcome<FenceTest> test(String node) {
        Optional<FencePlan> plan = plan(node);
        if (plan.isEmpty()) {
            return new Outcome.Refused<>(noDevice(node));
        }
        List<FenceTest.Answer> answers = new ArrayList<>();
        try {
            for (FenceTool tool :
                    plan.get().levels().values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .toList()) {
                long before = SelfKill.now();
                FenceAnswer answer = agent.ask(tool.within(TEST), FenceVerb.STATUS);
                answers.add(
                        new FenceTest.Answer(
                                tool.device(),
                                switch (answer) {
                                    case FenceAnswer.IsOn _ -> FenceTest.Power.ON;
                                    case FenceAnswer.IsOff _ -> FenceTest.Power.OFF;
                                    case FenceAnswer.Silent _ -> FenceTest.Power.SILENT;
                                    case FenceAnswer.Accepted _, FenceAnswer.Denied _ ->
                                            FenceTest.Power.UNKNOWN;
                                },
                                answer.evidence(),
                                (SelfKill.now() - before) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>("this agent is stopping");
        }
        return new Outcome.Done<>(new FenceTest(node, self, answers));
    }

    private ApiError noDevice(String node) {
        ClusterState state = consensus.state();
        Optional<ThingId> drawn = drawn(state, design(state), node);
        List<FenceDevice> theirs =
                design(state).fenceDevices().stream()
                        .filter(one -> drawn.filter(one.targets()::contains).isPresent())
                        .toList();
        if (theirs.isEmpty()) {
            return new ApiError(
                    "no-fence-device",
                    "a fence device of the design in force for '" + node + "'",
                    "none",
                    "draw one, or stop the node yourself and run 'belay fence confirm "
                            + node
                            + "'");
        }
        List<String> why = new ArrayList<>();
        for (FenceDevice one : theirs) {
            String trouble = devices.troubles().get(one.id().toString());
            if (trouble != null) {
                why.add("'" + one.id() + "': " + trouble);
            }
        }
        return why.isEmpty()
                ? new ApiError(
                        "fence-not-ready",
                        "fence devices that were asked what they can do",
                        "some that are being asked now",
                        "ask again in a moment")
                : new ApiError(
                        "fence-device-unusable",
                        "fence devices for '" + node + "' that this node can ask",
                        String.join("; ", why),
                        "mend that, or ask another node's agent");
    }

    /// Another member's order: asks the devices once this node has the entry too, and if that names
    /// this node.
    void carryOut(long begun) {
        // Said again when the answer was lost.
        if (inHand.add(begun)) {
            Thread.ofVirtual().name("fence-" + begun).start(() -> carryOutOnceApplied(begun));
        }
    }

    private void carryOutOnceApplied(long begun) {
        long end = SelfKill.now() + ORDER.toNanos();
        Optional<FenceRecord> order = record(begun);
        while (order.isEmpty() && SelfKill.now() < end) {
            LockSupport.parkNanos(APPLIED_SOON);
            order = record(begun);
        }
        boolean isOurs =
                order.filter(one -> one.executor().equals(self))
                        .filter(one -> one.result() == Result.UNDER_WAY)
                        .isPresent();
        if (isOurs) {
            stop(begun, order.get().node(), order.get().deed(), _ -> {});
        } else {
            log.accept("was told of fencing " + begun + ", which the log does not order of it");
        }
    }

    private Optional<FenceRecord> record(long begun) {
        return consensus.state().workload().fences().stream()
                .filter(one -> one.begun() == begun)
                .findFirst();
    }

    private void stop(long begun, String node, FenceAction deed, Consumer<Confirmation> heard) {
        Optional<FencePlan> plan = plan(node);
        if (plan.isEmpty()) {
            heard.accept(Confirmation.REFUSED);
            say(begun, node, Result.REFUSED, List.of(noDevice(node).sentence()));
            return;
        }
        log.accept("stops " + node + " by its devices: " + deed);
        try {
            var fencing = new Fencing(agent, RandomGenerator.getDefault());
            var known = new ArrayList<String>();
            FenceOutcome outcome =
                    fencing.fence(
                            plan.get().levels(),
                            deed == FenceAction.REBOOT,
                            evidence -> {
                                heard.accept(Confirmation.CONFIRMED);
                                known.addAll(evidence);
                                if (deed == FenceAction.REBOOT) {
                                    // Who waits for it need not wait for the node to come back.
                                    say(begun, node, Result.CONFIRMED, List.copyOf(evidence));
                                }
                            });
            switch (outcome) {
                case FenceOutcome.Confirmed(var evidence) -> {
                    if (!evidence.equals(known) || deed != FenceAction.REBOOT) {
                        say(begun, node, Result.CONFIRMED, evidence);
                    }
                }
                case FenceOutcome.Refused(var evidence) -> {
                    heard.accept(Confirmation.REFUSED);
                    say(begun, node, Result.REFUSED, evidence);
                }
                case FenceOutcome.Unknown(var evidence) -> {
                    heard.accept(Confirmation.UNKNOWN);
                    say(begun, node, Result.UNKNOWN, evidence);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says it until the log has it: the coordinator may just have been stopped.
    private void say(long begun, String node, Result result, List<String> evidence) {
        log.accept("stopping " + node + ": " + result + ": " + String.join("; ", evidence));
        var actor = new Actor("belay", self, "fencing");
        var end = new FenceOrder.EndFence(begun, node, result, evidence);
        for (int i = 0; i < SAID_AGAIN; i++) {
            if (!(consensus.act(actor, end, SAY) instanceof Outcome.Unknown<?>)) {
                return;
            }
        }
    }
}
