package dev.belay.model.edit;

import dev.belay.model.design.Design;
import dev.belay.model.value.ThingId;
import java.util.Set;

/// A word with a number at its end, such as `gw-1`; a word without one counts as the first.
///
/// @param word without number and what stands before it
/// @param between the word and the number; empty where there was no number
/// @param number at least 1
record Numbered(String word, String between, int number) {

    private static final int MOST_DIGITS = 6;
    private static final int LONGEST = 55;

    /// The id itself where it is free, else the same word with the next free number: `gw-1`, then
    /// `gw-2`.
    ///
    /// @param taken as little free as those that the design has
    static ThingId free(Design design, ThingId wanted, Set<ThingId> taken) {
        Numbered numbered = of(wanted.text());
        ThingId id = wanted;
        for (int number = numbered.number() + 1; !isFree(design, id, taken); number++) {
            id = new ThingId(numbered.with(number, "-"));
        }
        return id;
    }

    private static boolean isFree(Design design, ThingId id, Set<ThingId> taken) {
        return design.find(id).isEmpty()
                && design.links().stream().noneMatch(link -> link.id().equals(id))
                && !taken.contains(id);
    }

    static Numbered of(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < MOST_DIGITS && isDigit(text.charAt(end - 1))) {
            end--;
        }
        boolean isNumber = end < text.length() && end > 0 && text.charAt(end) != '0';
        if (!isNumber) {
            return new Numbered(text, "", 1);
        }
        int number = Integer.parseInt(text.substring(end));
        char last = text.charAt(end - 1);
        return last == '-' || last == ' '
                ? new Numbered(text.substring(0, end - 1), Character.toString(last), number)
                : new Numbered(text.substring(0, end), "", number);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The same word with another number.
    ///
    /// @param otherwise what stands before the number where there was none; a word that ends in a
    ///   digit of its own gets it, too
    String with(int other, String otherwise) {
        String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        boolean wasJoined = between.isEmpty() && number > 1;
        String glue = between.isEmpty() && !wasJoined ? otherwise : between;
        return cut + glue + other;
    }
}
