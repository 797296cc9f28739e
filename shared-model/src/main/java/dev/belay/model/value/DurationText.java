package dev.belay.model.value;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Durations as people write them: a whole number and a unit, such as `200ms` or `10min`; at most a
/// hundred years.
public final class DurationText {

    private enum Unit {
        H("h", ChronoUnit.HOURS),
        MIN("min", ChronoUnit.MINUTES),
        S("s", ChronoUnit.SECONDS),
        MS("ms", ChronoUnit.MILLIS),
        US("us", ChronoUnit.MICROS),
        NS("ns", ChronoUnit.NANOS);

        private final String text;
        private final ChronoUnit unit;

        Unit(String text, ChronoUnit unit) {
            this.text = text;
            this.unit = unit;
        }
    }

    private static final int MOST_DIGITS = 15;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private DurationText() {}

    public static Parsed<Duration> parse(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String number = text.substring(0, digits);
        if (number.isEmpty() || number.equals("-") || digits > MOST_DIGITS) {
            return Parsed.bad(ValueFault.DURATION, text);
        }
        for (Unit unit : Unit.values()) {
            if (text.substring(digits).equals(unit.text)) {
                Duration duration = Duration.of(Long.parseLong(number), unit.unit);
                return duration.abs().compareTo(LONGEST) > 0
                        ? Parsed.bad(ValueFault.DURATION, text)
                        : Parsed.good(duration);
            }
        }
        return Parsed.bad(ValueFault.DURATION, text);
    }

    /// In seconds up to two minutes, otherwise in the largest unit that says it exactly.
    public static String of(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (Unit unit : Unit.values()) {
            boolean shortTime = duration.abs().compareTo(Duration.ofMinutes(2)) <= 0;
            boolean tooLarge = shortTime && unit.compareTo(Unit.S) < 0;
            long inUnit = duration.dividedBy(unit.unit.getDuration());
            if (!tooLarge && unit.unit.getDuration().multipliedBy(inUnit).equals(duration)) {
                return inUnit + unit.text;
            }
        }
        throw new IllegalStateException("finer than a nanosecond: " + duration);
    }
}
