package dev.belay.agent.core.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is remembered of the commands of one node, since its agent began to give some.
///
/// @param id index of the entry that began it
/// @param highest number of a command that was applied; 0 before the first one
/// @param answers of the latest commands, by number
public record Run(long id, long highest, SortedMap<Long, Answer> answers) {

    /// How many answers are kept: a node gives fewer commands than that at the same time.
    static final int KEPT = 64;

    public Run {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    static Run begunAt(long index) {
        return new Run(index, 0, new TreeMap<>());
    }

    /// Whether a command of this number may have been applied without being remembered.
    boolean forgot(long number) {
        return number <= highest - KEPT;
    }

    Run with(long number, Answer answer) {
        SortedMap<Long, Answer> more = new TreeMap<>(answers);
        more.put(number, answer);
        long now = Math.max(highest, number);
        more.headMap(now - KEPT + 1).clear();
        return new Run(id, now, more);
    }
}
