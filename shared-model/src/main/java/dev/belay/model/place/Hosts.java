package dev.belay.model.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The hosts of one run by number, in the order of their names, and how much each has been given.
final class Hosts {

    /// Instead of a score: a resource must not run there, for nothing names the host.
    static final int CLOSED = Integer.MIN_VALUE;

    /// Instead of a number.
    static final int NOWHERE = -1;

    private final List<Host> hosts;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final boolean[] runs;
    private final int[] load;

    Hosts(List<Host> given) {
        hosts = new ArrayList<>(given);
        hosts.sort(Comparator.comparing(Host::name));
        runs = new boolean[hosts.size()];
        load = new int[hosts.size()];
        for (int i = 0; i < hosts.size(); i++) {
            runs[i] = hosts.get(i).runs();
            if (numbers.put(hosts.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        "two hosts with the name '" + hosts.get(i).name() + "'");
            }
        }
    }

    int count() {
        return hosts.size();
    }

    /// Its number, or {@link #NOWHERE}.
    int number(String name) {
        return Objects.requireNonNullElse(numbers.get(name), NOWHERE);
    }

    Host get(int number) {
        return hosts.get(number);
    }

    boolean runs(int number) {
        return runs[number];
    }

    int load(int number) {
        return load[number];
    }

    void give(int number) {
        load[number]++;
    }

    void takeBack(int number) {
        load[number]--;
    }

    /// All that are open, the best for these scores first.
    List<Integer> sorted(int[] scores) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] != CLOSED)
                .boxed()
                .sorted(
                        Comparator.comparingInt(
                                        (Integer i) -> runs[i] ? -scores[i] : Score.INFINITY)
                                .thenComparingInt(i -> load[i])
                                .thenComparingInt(i -> i))
                .toList();
    }

    /// Whether one of them could run something with these scores.
    boolean anyFor(int[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (runs[i] && scores[i] >= 0) {
                return true;
            }
        }
        return false;
    }

    /// The best for these scores: score, then load, then where it runs now, then name.
    int best(int[] scores, int current) {
        int best = NOWHERE;
        int bestScore = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] == CLOSED) {
                continue;
            }
            int score = runs[i] ? scores[i] : -Score.INFINITY;
            if (best == NOWHERE
                    || score > bestScore
                    || equalButBetter(i, best, score, bestScore, current)) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private boolean equalButBetter(int one, int best, int score, int bestScore, int current) {
        if (score != bestScore) {
            return false;
        }
        return load[one] != load[best] ? load[one] < load[best] : one == current;
    }

    /// The values of an attribute by host, in lower case; the name of the host without one.
    @Nullable String[] values(String attribute) {
        @Nullable String[] values = new String[hosts.size()];
        for (int i = 0; i < values.length; i++) {
            String value = hosts.get(i).attributes().get(attribute);
            values[i] = value == null ? null : value.toLowerCase(java.util.Locale.ROOT);
        }
        return values;
    }
}
