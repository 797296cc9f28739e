package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.ApiError;
import dev.belay.api.FenceView.Result;
import dev.belay.model.node.FenceAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an order about fencing does to the state. Pure.
final class FenceOrders {

    /// Whoever began has ended by then, or is not there any more.
    static final Duration LONGEST = Duration.ofMinutes(5);

    /// So often in so long a node is stopped without a person's word, where no label says
    /// otherwise: one that comes back only to be stopped again serves nobody.
    static final int MOST_IN_A_ROW = 3;

    /// A label that says how often.
    static final String MOST_LABEL = "label.cluster.fences-in-a-row";

    static final Duration ROW = Duration.ofMinutes(10);

    private final ClusterState state;
    private final long term;
    private final long index;
    private final Actor actor;
    private final long atMillis;

    /// @param term that the log has the order's entry in
    FenceOrders(ClusterState state, long term, long index, Actor actor, long atMillis) {
        this.state = state;
        this.term = term;
        this.index = index;
        this.actor = actor;
        this.atMillis = atMillis;
    }

    Applied apply(FenceOrder order) {
        return switch (order) {
            case FenceOrder.BeginFence begin -> begin(begin);
            case FenceOrder.EndFence end -> end(end);
            case FenceOrder.ConfirmFence(var node) -> confirm(node);
        };
    }

    private Applied begin(FenceOrder.BeginFence begin) {
        boolean isAutomatic = begin.term() != 0;
        if (isAutomatic && begin.term() != term) {
            return refused(
                    "term-over",
                    "an order of term " + term,
                    "one of term " + begin.term(),
                    "nothing has to be done: the present coordinator decides anew");
        }
        if (!state.isNode(begin.node())) {
            return state.refusedMember(begin.node());
        }
        if (begin.node().equals(begin.executor())) {
            return refused(
                    "fence-itself",
                    "another node than " + SettingRules.quoted(begin.node()) + " to stop it",
                    "the node itself",
                    "ask another node's agent");
        }
        List<FenceRecord> known = state.workload().fences();
        Optional<FenceRecord> goesOn =
                known.stream()
                        .filter(one -> one.node().equals(begin.node()))
                        .filter(one -> one.result() == Result.UNDER_WAY)
                        .filter(one -> atMillis - one.atMillis() < LONGEST.toMillis())
                        .findFirst();
        if (goesOn.isPresent()) {
            return refused(
                    "fence-under-way",
                    "a node that nobody is stopping already",
                    SettingRules.quoted(begin.node())
                            + ", which "
                            + goesOn.get().executor()
                            + " is stopping",
                    "look at the history of fencing");
        }
        if (isAutomatic && isLoop(begin.node())) {
            return refused(
                    "fence-loop",
                    "a node that was stopped less than "
                            + most()
                            + " times in "
                            + ROW.toMinutes()
                            + " minutes",
                    SettingRules.quoted(begin.node()) + ", which keeps coming back like that",
                    "look why it fails, then fence it by hand, or confirm that it is stopped");
        }
        long incarnation =
                isAutomatic
                        ? begin.incarnation()
                        : newest(begin.node()).orElse(begin.incarnation());
        return done(
                new FenceRecord(
                        index,
                        begin.node(),
                        incarnation,
                        begin.executor(),
                        actor.inWords(),
                        isAutomatic,
                        begin.deed(),
                        begin.reason(),
                        atMillis,
                        Result.UNDER_WAY,
                        0,
                        List.of()),
                begin.executor() + " stops " + begin.node() + ": " + begin.reason());
    }

    private boolean isLoop(String node) {
        return state.workload().fences().stream()
                        .takeWhile(one ->
                                !one.node().equals(node)
                                        || one.result() != Result.CONFIRMED_BY_HAND)
                        .filter(one -> one.node().equals(node) && one.isAutomatic())
                        .filter(one -> one.result() != Result.REFUSED)
                        .filter(one -> atMillis - one.atMillis() < ROW.toMillis())
                        .count()
                >= most();
    }

    private int most() {
        String text =
                state.setting(MOST_LABEL) instanceof Answer.Set(var _, var stored)
                        ? stored.value().strip()
                        : "";
        try {
            return text.isEmpty() ? MOST_IN_A_ROW : Math.clamp(Integer.parseInt(text), 1, 1_000);
        } catch (NumberFormatException e) {
            return MOST_IN_A_ROW;
        }
    }

    private Applied end(FenceOrder.EndFence end) {
        Optional<FenceRecord> known =
                state.workload().fences().stream()
                        .filter(one -> one.begun() == end.begun())
                        .filter(one -> one.node().equals(end.node()))
                        .findFirst();
        if (known.isEmpty()) {
            return refused(
                    "fence-unknown",
                    "one of the last times that a node was stopped",
                    "entry " + end.begun(),
                    "nothing has to be done");
        }
        return new Applied(
                state.withWorkload(
                        state.workload()
                                .withFence(
                                        known.get()
                                                .ended(
                                                        // What was certain once stays certain.
                                                        known.get().isConfirmed()
                                                                ? known.get().result()
                                                                : end.result(),
                                                        atMillis,
                                                        end.evidence()))),
                new Answer.Ordered(index),
                "stopping " + end.node() + " ended: " + end.result());
    }

    private Applied confirm(String node) {
        if (!state.isNode(node)) {
            return state.refusedMember(node);
        }
        Optional<Long> newest = newest(node);
        if (newest.isEmpty()) {
            return refused(
                    "fence-nothing-held",
                    "a node that a service still waits for",
                    SettingRules.quoted(node) + ", which may run nothing",
                    "nothing has to be done");
        }
        return done(
                new FenceRecord(
                        index,
                        node,
                        newest.get(),
                        "",
                        actor.inWords(),
                        false,
                        FenceAction.OFF,
                        "confirmed by hand",
                        atMillis,
                        Result.CONFIRMED_BY_HAND,
                        atMillis,
                        List.of()),
                node + " is stopped, says " + actor.user());
    }

    /// The newest of a node that may run anything; empty when it may run nothing.
    private Optional<Long> newest(String node) {
        return state.workload().tenancies().values().stream()
                .filter(one -> one.node().equals(node))
                .map(Tenancy::incarnation)
                .max(Long::compare);
    }

    private Applied done(FenceRecord fence, String reason) {
        return new Applied(
                state.withWorkload(state.workload().withFence(fence)),
                new Answer.Ordered(index),
                reason);
    }

    private Applied refused(String code, String wanted, String found, String advice) {
        return state.refused(new ApiError(code, wanted, found, advice));
    }
}
