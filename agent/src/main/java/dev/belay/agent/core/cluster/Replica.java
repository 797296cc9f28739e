package dev.belay.agent.core.cluster;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that the log makes: the cluster's state, and what is remembered of its commands so that none
/// is applied twice.
///
/// A command is applied at most once however often it stands in the log: its number is remembered
/// with its answer, and what could have been forgotten is refused ({@link Answer.Forgotten}).
///
/// @param runs by node, the latest one of each
public record Replica(ClusterState state, SortedMap<String, Run> runs) {

    /// Before the first entry.
    public static final Replica EMPTY = new Replica(ClusterState.UNFOUNDED, new TreeMap<>());

    /// Far more than a cluster has nodes: those that are gone are forgotten, oldest first.
    static final int MOST_RUNS = 256;

    /// What an entry did.
    ///
    /// @param answer for whoever wrote it
    public record Step(Replica next, Answer answer) {}

    public Replica {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }

    /// Applies one entry; the same on every node.
    ///
    /// @param term of the entry in the log
    /// @param index of the entry in the log, from 1
    public Step apply(long term, long index, Entry entry) {
        return switch (entry) {
            case Entry.Begin(var node) ->
                    new Step(with(node, Run.begunAt(index)), new Answer.Ordered(index));
            case Entry.Once once -> once(term, index, once);
            case Entry.Plain(var command) -> {
                Applied applied = state.apply(term, index, command);
                yield new Step(new Replica(applied.next(), runs), applied.answer());
            }
        };
    }

    private Step once(long term, long index, Entry.Once once) {
        Run run = runs.get(once.node());
        if (run == null || run.id() != once.run() || run.forgot(once.number())) {
            return new Step(this, new Answer.Forgotten());
        }
        Answer known = run.answers().get(once.number());
        if (known != null) {
            return new Step(this, known);
        }
        Applied applied = state.apply(term, index, once.command());
        var next = new Replica(applied.next(), runs);
        return new Step(
                next.with(once.node(), run.with(once.number(), applied.answer())),
                applied.answer());
    }

    private Replica with(String node, Run run) {
        NavigableMap<String, Run> changed = new TreeMap<>(runs);
        changed.put(node, run);
        if (changed.size() > MOST_RUNS) {
            changed.entrySet().stream()
                    .min(Comparator.comparingLong(one -> one.getValue().id()))
                    .map(Map.Entry::getKey)
                    .ifPresent(changed::remove);
        }
        return new Replica(state, changed);
    }
}
