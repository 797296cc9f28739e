package dev.belay.model.cib;

import dev.belay.model.place.Score;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a CIB writes values.
final class CibValues {

    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private CibValues() {}

    static boolean isTrue(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "y", "1" -> true;
            default -> false;
        };
    }

    static boolean isFalse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "false", "off", "no", "n", "0" -> true;
            default -> false;
        };
    }

    /// Whether two texts are the same value: truth has several words.
    static boolean isSame(String one, String other) {
        return one.equals(other)
                || (isTrue(one) && isTrue(other))
                || (isFalse(one) && isFalse(other));
    }

    /// A score; 0 for what is none, as Pacemaker takes it.
    static int score(String text) {
        return Score.parse(text).orElse(0);
    }

    static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// Of days, hours, minutes and seconds; months and years are no fixed time.
    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(one -> !one.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// An interval that a drawing can have, too: one of at most a hundred years.
    static Optional<Duration> time(String text) {
        return interval(text).filter(one -> one.compareTo(LONGEST) <= 0);
    }

    /// `30`, `30s`, `500ms`, `5min`, `2h`, `PT30S`; empty for anything else.
    static Optional<Duration> interval(String text) {
        if (text.strip().startsWith("P")) {
            return iso(text.strip());
        }
        Matcher parts = INTERVAL.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms", "msec" -> Optional.of(Duration.ofMillis(amount));
            case "us", "usec" -> Optional.of(Duration.ofMillis(amount / 1_000));
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(amount));
            case "m", "min" -> Optional.of(Duration.ofMinutes(amount));
            case "h", "hr" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.empty();
        };
    }
}
