package dev.belay.app.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers with their units, as short as they may be and never without a unit.
public final class Figures {
    private static final Figures ENGLISH = new Figures(Language.ENGLISH);
    private static final Figures JAPANESE = new Figures(Language.JAPANESE);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter TIME_MILLIS =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final Language language;

    private Figures(Language language) {
        this.language = language;
    }

    /// Figures in a language.
    public static Figures in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case JAPANESE -> JAPANESE;
        };
    }

    /// `0.3`, `41`, `4`: the number of {@link #ageUnit}, for an age of 0.3 s, 41 s, 4 min.
    public String ageNumber(long millis) {
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f", Math.max(0, millis) / 1000.0);
        }
        long seconds = millis / 1000;
        if (seconds < 120) {
            return Long.toString(seconds);
        }
        if (seconds < 7200) {
            return Long.toString(seconds / 60);
        }
        return Long.toString(seconds < 172_800 ? seconds / 3600 : seconds / 86_400);
    }

    /// `s`, `min`, `h` or `d`.
    public String ageUnit(long millis) {
        long seconds = millis / 1000;
        if (seconds < 120) {
            return english() ? "s" : "秒";
        }
        if (seconds < 7200) {
            return english() ? "min" : "分";
        }
        if (seconds < 172_800) {
            return english() ? "h" : "時間";
        }
        return english() ? "d" : "日";
    }

    /// `0.3 s`, `41 s`, `4 min`, `2 h`.
    public String age(long millis) {
        return ageNumber(millis) + " " + ageUnit(millis);
    }

    /// The same as {@link #age(long)}; below a second in milliseconds.
    public String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis((double) millis) : age(millis);
    }

    /// `4 ms`, `0.25 ms`.
    public String millis(double millis) {
        String number =
                Math.abs(millis) >= 10 || millis == Math.rint(millis)
                        ? String.format(Locale.ROOT, "%.0f", millis)
                        : String.format(Locale.ROOT, "%.2f", millis);
        return number + " ms";
    }

    /// `64 KB`, `3.1 MB`: powers of 1000, as disks and networks count.
    public String bytes(double bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB", "PB"};
        double left = Math.abs(bytes);
        int unit = 0;
        while (left >= 999.5 && unit < units.length - 1) {
            left /= 1000;
            unit++;
        }
        String sign = bytes < 0 ? "-" : "";
        String number =
                unit == 0 || left >= 9.95
                        ? String.format(Locale.ROOT, "%.0f", left)
                        : String.format(Locale.ROOT, "%.1f", left);
        return sign + number + " " + units[unit];
    }

    public String bytesPerSecond(double bytes) {
        return bytes(bytes) + "/s";
    }

    /// `23 %`.
    public String percent(double percent) {
        return String.format(Locale.ROOT, "%.0f %%", percent);
    }

    /// `12,345`.
    public String count(long number) {
        return String.format(language.locale(), "%,d", number);
    }

    /// `03-01` on this computer’s calendar: month and day.
    public String date(Instant at) {
        return DATE.format(at.atZone(ZoneId.systemDefault()));
    }

    /// `14:02:11` on this computer's clock.
    public String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    /// `14:02:11.042`.
    public String timeMillis(Instant at) {
        return TIME_MILLIS.format(at.atZone(ZoneId.systemDefault()));
    }

    /// `2026-03-01 14:02:11.042`.
    public String dateTime(Instant at) {
        return DATE_TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    /// `2026-03-01 14:02`, where seconds do not matter.
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(ZoneId.systemDefault()));
    }

    private boolean english() {
        return language == Language.ENGLISH;
    }
}
