package dev.belay.app.health;

import dev.belay.model.status.Measure;
import java.util.Locale;

/// The value axis of a graph: round ends, three lines, and the unit that keeps its numbers short.
///
/// @param low value of the lowest line
/// @param high value of the highest line
/// @param divisor values are shown divided by this
/// @param unit unit of the shown numbers; empty for a plain number
/// @param decimals digits behind the point of a shown value
record ValueScale(double low, double high, double divisor, String unit, int decimals) {

    private static final double[] ROUND = {1, 2, 3, 4, 5, 6, 8, 10};

    /// @param least smallest value in view, NaN when there is none
    /// @param most largest value in view, NaN when there is none
    static ValueScale of(Measure measure, double least, double most) {
        double top = Double.isNaN(most) ? 0 : most;
        if (counts(measure)) {
            return counting(measure, Double.isNaN(least) ? 0 : least, top);
        }
        if (measure.unit().equals("%") && top <= 100 && !measure.equals(Measure.AGENT_CPU)) {
            return new ValueScale(0, 100, 1, "%", 0);
        }
        Prefix prefix = Prefix.of(measure.unit(), top);
        double high = roundUp(Math.max(top / prefix.divisor, floor(measure)));
        return new ValueScale(
                0, high * prefix.divisor, prefix.divisor, prefix.unit, high < 10 ? 1 : 0);
    }

    /// Where a value lies: 0 at the lowest line, 1 at the highest; values beyond stay on the line.
    double fraction(double value) {
        return Math.clamp((value - low) / (high - low), 0, 1);
    }

    /// The three numbers beside the axis, from below.
    String[] labels() {
        double middle = (low + high) / 2;
        int digits = Math.max(decimals(low), Math.max(decimals(high), decimals(middle)));
        return new String[] {number(low, digits), number(middle, digits), number(high, digits)};
    }

    /// A value as legends show it, without the unit; an en dash when there is none.
    String text(double value) {
        return Double.isNaN(value) ? "–" : number(value, decimals);
    }

    private int decimals(double value) {
        double shown = Math.abs(value / divisor);
        if (shown == Math.rint(shown)) {
            return 0;
        }
        return Math.abs(shown * 10 - Math.rint(shown * 10)) < 1e-9 ? 1 : 2;
    }

    private String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value / divisor);
    }

    private static boolean counts(Measure measure) {
        return measure.equals(Measure.RAFT_TERM) || measure.equals(Measure.RAFT_COMMIT);
    }

    /// An index only ever grows: a line from zero would be flat, so the axis starts near it.
    private static ValueScale counting(Measure measure, double least, double most) {
        double step = Math.max(1, roundUp(Math.max(1, (most - least) / 2)));
        double low = Math.max(0, Math.floor(least / step) * step);
        double high = low + 2 * step;
        while (high < most) {
            step = roundUp(step * 1.01);
            low = Math.max(0, Math.floor(least / step) * step);
            high = low + 2 * step;
        }
        return new ValueScale(low, high, 1, measure.unit(), 0);
    }

    /// An idle line must not fill the graph with noise: the axis is at least this high.
    private static double floor(Measure measure) {
        return switch (measure.unit()) {
            case "entries" -> 4;
            case "%" -> 5;
            case "ms" -> 1;
            default -> 1;
        };
    }

    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double round : ROUND) {
            if (value <= round * power * (1 + 1e-9)) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private record Prefix(double divisor, String unit) {

        static Prefix of(String unit, double most) {
            if (!unit.startsWith("B")) {
                return new Prefix(1, unit);
            }
            if (most >= 1e9) {
                return new Prefix(1e9, "G" + unit);
            }
            if (most >= 1e6) {
                return new Prefix(1e6, "M" + unit);
            }
            return new Prefix(1e3, "k" + unit);
        }
    }
}
