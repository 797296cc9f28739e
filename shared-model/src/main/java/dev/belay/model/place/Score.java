package dev.belay.model.place;

import java.util.Locale;
import java.util.OptionalInt;

/// Arithmetic of scores: −1,000,000 (never) to 1,000,000 (must), as in Pacemaker Explained,
/// "Scores".
public final class Score {

    /// "Must"; its negative is "never".
    public static final int INFINITY = 1_000_000;

    private Score() {}

    /// The sum; "never" wins over everything, "must" over all that is finite.
    public static int add(int one, int other) {
        if (one <= -INFINITY || other <= -INFINITY) {
            return -INFINITY;
        }
        if (one >= INFINITY || other >= INFINITY) {
            return INFINITY;
        }
        return Math.clamp((long) one + other, -INFINITY, INFINITY);
    }

    /// Reads a number, `INFINITY`, `+INFINITY`, `-INFINITY`, or one of the old names `red`,
    /// `yellow` and `green`; empty for anything else.
    public static OptionalInt parse(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "INFINITY", "+INFINITY" -> OptionalInt.of(INFINITY);
            case "-INFINITY", "RED" -> OptionalInt.of(-INFINITY);
            case "YELLOW", "GREEN" -> OptionalInt.of(0);
            default -> number(text.strip());
        };
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Math.clamp(Long.parseLong(text), -INFINITY, INFINITY));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /// As people write it.
    public static String text(int score) {
        if (score >= INFINITY) {
            return "INFINITY";
        }
        return score <= -INFINITY ? "-INFINITY" : Integer.toString(score);
    }
}
