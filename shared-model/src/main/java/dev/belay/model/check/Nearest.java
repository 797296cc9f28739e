package dev.belay.model.check;

import java.util.Collection;
import java.util.Locale;

/// The word that somebody probably meant.
public final class Nearest {

    /// Beyond this a word is not a slip of the pen, and comparing it would cost too much.
    private static final int LONGEST = 80;

    private Nearest() {}

    /// The candidate with the fewest letters changed; empty when all are too far, or there is none.
    public static String to(String word, Collection<String> candidates) {
        String best = "";
        int least = Math.max(2, word.length() / 2) + 1;
        for (String candidate : candidates) {
            int changes = changes(word, candidate, least);
            if (changes < least) {
                least = changes;
                best = candidate;
            }
        }
        return best;
    }

    /// Levenshtein's distance without regard to case; at least {@code enough} when it is not less.
    private static int changes(String from, String to, int enough) {
        if (from.length() > LONGEST
                || to.length() > LONGEST
                || Math.abs(from.length() - to.length()) >= enough) {
            return enough;
        }
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
