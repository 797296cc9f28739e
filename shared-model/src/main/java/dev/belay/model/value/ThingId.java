package dev.belay.model.value;

/// The id of a thing of a design: stable through renames, unique in the design.
///
/// @param text 1–63 of `a-z 0-9 -`, beginning with a letter
public record ThingId(String text) implements Comparable<ThingId> {

    private static final int LONGEST = 63;

    public ThingId {
        if (!isLegal(text)) {
            throw new IllegalArgumentException("not an id: '" + text + "'");
        }
    }

    public static Parsed<ThingId> parse(String text) {
        return isLegal(text) ? Parsed.good(new ThingId(text)) : Parsed.bad(ValueFault.ID, text);
    }

    private static boolean isLegal(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public int compareTo(ThingId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
