package dev.belay.app.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Finds things by letters of their names: the letters in order, word beginnings and runs first.
final class FuzzySearch {
    private static final int NO_MATCH = -1;
    private static final int START = 8;
    private static final int RUN = 5;
    private static final int LETTER = 1;

    private FuzzySearch() {}

    private record Hit<T>(T item, int score, int order) {}

    /// All items whose name has the letters of the query in order, best first; all in their order
    /// when the query is empty.
    static <T> List<T> find(String query, List<T> items, Function<T, String> name) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        List<Hit<T>> hits = new ArrayList<>();
        for (T item : items) {
            int score = score(wanted, name.apply(item).toLowerCase(Locale.ROOT));
            if (score != NO_MATCH) {
                hits.add(new Hit<>(item, score, hits.size()));
            }
        }
        hits.sort(
                Comparator.<Hit<T>>comparingInt(hit -> -hit.score()).thenComparingInt(Hit::order));
        return hits.stream().map(Hit::item).toList();
    }

    /// How well the letters fit; -1 when they are not all there in order.
    static int score(String wanted, String name) {
        int whole = name.indexOf(wanted);
        if (whole >= 0) {
            return wanted.length() * (LETTER + RUN)
                    + (isWordStart(name, whole) ? START : 0)
                    + (whole == 0 ? START : 0);
        }
        int score = 0;
        int at = 0;
        boolean inRun = false;
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (Character.isWhitespace(letter)) {
                inRun = false;
                continue;
            }
            int found = wordStartOrNext(name, letter, at, inRun);
            if (found < 0) {
                return NO_MATCH;
            }
            inRun = i > 0 && found == at;
            score += LETTER + (isWordStart(name, found) ? START : 0) + (inRun ? RUN : 0);
            at = found + 1;
        }
        return score;
    }

    private static int wordStartOrNext(String name, char letter, int from, boolean inRun) {
        int next = name.indexOf(letter, from);
        if (next < 0 || (inRun && next == from)) {
            return next;
        }
        for (int i = next; i >= 0; i = name.indexOf(letter, i + 1)) {
            if (isWordStart(name, i)) {
                return i;
            }
        }
        return next;
    }

    private static boolean isWordStart(String name, int index) {
        return index == 0 || !Character.isLetterOrDigit(name.charAt(index - 1));
    }
}
