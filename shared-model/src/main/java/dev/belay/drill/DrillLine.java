package dev.belay.drill;

import java.util.Locale;

/// What a client saw, as a line of time.
final class DrillLine {

    private static final double WIDTH = 800;
    private static final double TOP = 26;
    private static final double HEIGHT = 30;

    private final DrillResult result;
    private final DrillText text;
    private final long begin;
    private final long end;

    DrillLine(DrillResult result, DrillText text) {
        this.result = result;
        this.text = text;
        long last =
                result.outages().stream()
                        .mapToLong(DrillResult.Outage::toMillis)
                        .max()
                        .orElse(1_000);
        // What came after the last outage is calm and needs no room.
        this.end = Math.max(1_000, Math.min(result.watchedMillis(), last + last / 5 + 300));
        this.begin = -Math.max(100, end / 12);
    }

    String svg() {
        var out = new StringBuilder();
        out.append("<svg viewBox=\"0 0 800 84\" role=\"img\" aria-label=\"");
        out.append(DrillReport.escaped(text.headline(result))).append("\">\n");
        rectangle(out, "answered", begin, end);
        for (DrillResult.Outage one : result.outages()) {
            rectangle(out, "out", one.fromMillis(), one.toMillis());
            if (x(one.toMillis()) - x(one.fromMillis()) > 60) {
                label(
                        out,
                        "outage",
                        (x(one.fromMillis()) + x(one.toMillis())) / 2,
                        TOP + 20,
                        DrillText.millis(one.millis()));
            }
        }
        long step = step();
        for (long at = 0; at <= end; at += step) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"58\" y2=\"63\"/>\n",
                            x(at),
                            x(at)));
            label(out, "", x(at), 78, DrillText.millis(at));
        }
        out.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"fault\" x1=\"%.1f\" x2=\"%.1f\" y1=\"18\" y2=\"62\"/>\n",
                        x(0),
                        x(0)));
        label(out, "faulted", x(0), 13, text.text("axis.fault"));
        return out.append("</svg>\n").toString();
    }

    private void rectangle(StringBuilder out, String look, long from, long to) {
        double left = Math.clamp(x(from), 0.5, WIDTH - 0.5);
        double right = Math.clamp(x(to), 0.5, WIDTH - 0.5);
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\"/>\n",
                        look,
                        left,
                        TOP,
                        Math.max(1.5, right - left),
                        HEIGHT));
    }

    private static void label(StringBuilder out, String look, double x, double y, String value) {
        String anchor = x > WIDTH - 30 ? "end" : "middle";
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                        look,
                        x,
                        y,
                        anchor,
                        DrillReport.escaped(value)));
    }

    private double x(long millis) {
        return WIDTH * (millis - begin) / (end - begin);
    }

    /// Marks at round figures, at most eight of them.
    private long step() {
        long step = 100;
        long[] factors = {2, 5, 10};
        long base = 100;
        int next = 0;
        while (end / step > 8) {
            step = base * factors[next];
            next++;
            if (next == factors.length) {
                next = 0;
                base *= 10;
            }
        }
        return step;
    }
}
