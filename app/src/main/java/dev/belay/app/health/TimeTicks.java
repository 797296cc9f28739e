package dev.belay.app.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Labels of a time axis at round moments of the wall clock.
final class TimeTicks {

    /// @param at milliseconds since the epoch
    /// @param text what stands under the axis
    record Tick(long at, String text) {}

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY
    };
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    private TimeTicks() {}

    /// @param most labels that fit beside each other
    static List<Tick> of(TimeWindow window, int most, ZoneId zone, Locale locale) {
        long step = step(window.length(), Math.max(1, most));
        DateTimeFormatter dates = dates(locale);
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime begin = Instant.ofEpochMilli(window.from()).atZone(zone);
        // Counted from local midnight, so that a label is round on the wall clock of any zone.
        ZonedDateTime midnight = begin.toLocalDate().atStartOfDay(zone);
        for (ZonedDateTime tick = midnight;
                tick.toInstant().toEpochMilli() <= window.to();
                tick = next(tick, step, zone)) {
            long at = tick.toInstant().toEpochMilli();
            if (at < window.from()) {
                continue;
            }
            boolean startsDay = tick.toLocalTime().toSecondOfDay() == 0 && step >= HOUR;
            DateTimeFormatter format = startsDay ? dates : step < MINUTE ? SECONDS : MINUTES;
            ticks.add(new Tick(at, tick.format(format)));
        }
        return ticks;
    }

    /// A moment as the crosshair's flag shows it: to the second, with the day when a window is
    /// longer than one.
    static String flag(long at, TimeWindow window, ZoneId zone, Locale locale) {
        ZonedDateTime moment = Instant.ofEpochMilli(at).atZone(zone);
        return window.length() > DAY
                ? moment.format(dates(locale)) + " " + moment.format(MINUTES)
                : moment.format(SECONDS);
    }

    private static DateTimeFormatter dates(Locale locale) {
        String pattern = locale.getLanguage().equals("ja") ? "M/d(E)" : "EEE d";
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    private static long step(long length, int most) {
        for (long step : STEPS) {
            if (length / step <= most) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static ZonedDateTime next(ZonedDateTime tick, long step, ZoneId zone) {
        if (step >= DAY) {
            return tick.plusDays(step / DAY);
        }
        // Back to the grid of the day after a change to or from summer time.
        ZonedDateTime next = tick.plusNanos(step * 1_000_000);
        return next.toLocalDate().equals(tick.toLocalDate())
                ? next
                : next.toLocalDate().atStartOfDay(zone);
    }
}
