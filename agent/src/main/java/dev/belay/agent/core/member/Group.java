package dev.belay.agent.core.member;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The members that consensus itself counts, by id; it follows the replicated state step by step.
///
/// @param voters that count for a majority
/// @param listeners that are fed and do not count
/// @param changing whether a change is not committed yet
public record Group(SortedSet<String> voters, SortedSet<String> listeners, boolean changing) {

    /// Before consensus has started.
    public static final Group NONE = new Group(new TreeSet<>(), new TreeSet<>(), false);

    public Group {
        voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
        listeners = Collections.unmodifiableSortedSet(new TreeSet<>(listeners));
    }

    public boolean has(String node) {
        return voters.contains(node) || listeners.contains(node);
    }

    /// How many voters are a majority.
    public int majority() {
        return voters.size() / 2 + 1;
    }

    Group promoting(String node) {
        var more = new TreeSet<>(voters);
        more.add(node);
        var fewer = new TreeSet<>(listeners);
        fewer.remove(node);
        return new Group(more, fewer, false);
    }

    Group listening(String node) {
        var more = new TreeSet<>(listeners);
        more.add(node);
        return new Group(voters, more, false);
    }

    Group without(String node) {
        var fewerVoters = new TreeSet<>(voters);
        fewerVoters.remove(node);
        var fewerListeners = new TreeSet<>(listeners);
        fewerListeners.remove(node);
        return new Group(fewerVoters, fewerListeners, false);
    }
}
