package dev.belay.model.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes down what moves the scores of one resource.
final class Ledger {

    private final String resource;
    private final Map<Integer, List<Reason>> reasons = new TreeMap<>();
    private int @Nullable [] scores;

    Ledger(String resource) {
        this.resource = resource;
    }

    boolean follows(Unit unit) {
        return unit.name.equals(resource);
    }

    void note(int host, Reason reason) {
        reasons.computeIfAbsent(host, _ -> new ArrayList<>()).add(reason);
    }

    /// What lies between two states of the scores, as due to one thing.
    void noteDifference(int[] before, int[] after, Cause cause, String subject) {
        for (int i = 0; i < after.length; i++) {
            if (before[i] != after[i] && before[i] != Hosts.CLOSED && after[i] != Hosts.CLOSED) {
                int moved = after[i] <= -Score.INFINITY ? -Score.INFINITY : after[i] - before[i];
                note(i, Reason.of(cause, subject, moved));
            }
        }
    }

    void close(int[] last) {
        scores = last.clone();
    }

    List<Reason> reasons(int host) {
        return reasons.getOrDefault(host, List.of());
    }

    int score(int host) {
        int[] last = scores;
        return last == null || last[host] == Hosts.CLOSED ? -Score.INFINITY : last[host];
    }
}
