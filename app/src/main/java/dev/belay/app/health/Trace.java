package dev.belay.app.health;

import java.util.Arrays;

/// The line of one series in pixels: smallest and largest value of each pixel column, broken where
/// there is no data. Of stored history the means are drawn, and the peaks as a line of their own.
///
/// One object is filled again and again, so that drawing ten times a second makes no garbage.
final class Trace {

    /// The dash pattern starts anew at each multiple of so many columns: it then stays where it is
    /// while the line scrolls, and a dash does not crawl.
    private static final int DASH_ANCHOR_COLUMNS = 48;

    private double[] xs = new double[1_024];
    private double[] ys = new double[1_024];
    private boolean[] starts = new boolean[1_024];
    private int size;
    private boolean peaks;

    /// Fills the trace with a whole line.
    ///
    /// @param window what the width stands for
    /// @param width of the plot in pixels
    /// @param height of the plot in pixels; the value axis points up
    void fill(Points points, TimeWindow window, ValueScale scale, double width, double height) {
        double millisPerPixel = window.length() / width;
        long lead = (long) Math.ceil(millisPerPixel * DASH_ANCHOR_COLUMNS);
        int begin = Math.max(0, points.firstFrom(window.from() - lead) - 1);
        peaks = false;
        fill(points, begin, false, window, scale, width, height);
    }

    /// Fills the trace with the largest reading of each column.
    void fillPeaks(
            Points points, TimeWindow window, ValueScale scale, double width, double height) {
        int begin = Math.max(0, points.firstFrom(window.from()) - 1);
        peaks = true;
        fill(points, begin, false, window, scale, width, height);
    }

    /// Fills the trace with the newest piece of a line alone, from {@link #tailColumn} on: what new
    /// points can change while the window stands.
    void fillTail(Points points, TimeWindow window, ValueScale scale, double width, double height) {
        double millisPerPixel = window.length() / width;
        long before = tailColumn(window, width) - 1;
        int begin = points.firstFrom((long) Math.ceil(before * millisPerPixel));
        peaks = false;
        fill(points, begin, true, window, scale, width, height);
    }

    /// The column of pixels, counted from the epoch, in which the newest dash pattern starts.
    static long tailColumn(TimeWindow window, double width) {
        double millisPerPixel = window.length() / width;
        long newest = (long) Math.floor((window.to() - 1) / millisPerPixel);
        return Math.floorDiv(newest, DASH_ANCHOR_COLUMNS) * DASH_ANCHOR_COLUMNS;
    }

    private void fill(
            Points points,
            int begin,
            boolean tailOnly,
            TimeWindow window,
            ValueScale scale,
            double width,
            double height) {
        size = 0;
        double millisPerPixel = window.length() / width;
        long column = Long.MIN_VALUE;
        long anchor = Long.MIN_VALUE;
        boolean broken = true;
        Column open = new Column();
        for (int index = begin; index < points.size(); index++) {
            double mean = points.mean(index);
            if (Double.isNaN(mean)) {
                flush(open, window, scale, width, height);
                broken = true;
                continue;
            }
            long at = points.at(index);
            long here = (long) Math.floor(at / millisPerPixel);
            broken |= !points.continues(index);
            if (here != column || broken) {
                flush(open, window, scale, width, height);
                long hereAnchor = Math.floorDiv(here, DASH_ANCHOR_COLUMNS);
                if (hereAnchor != anchor && !broken && size > 0) {
                    startAnewAtLast(tailOnly);
                }
                open.begin(broken);
                column = here;
                anchor = hereAnchor;
                broken = false;
            }
            open.add(at, peaks ? points.max(index) : mean);
            if (at > window.to()) {
                break;
            }
        }
        flush(open, window, scale, width, height);
    }

    int size() {
        return size;
    }

    double x(int index) {
        return xs[index];
    }

    double y(int index) {
        return ys[index];
    }

    /// Whether the line is not drawn from the point before to this one.
    boolean starts(int index) {
        return starts[index];
    }

    private void startAnewAtLast(boolean forgetBefore) {
        double x = xs[size - 1];
        double y = ys[size - 1];
        if (forgetBefore) {
            size = 0;
        }
        add(x, y, true);
    }

    private void flush(
            Column column, TimeWindow window, ValueScale scale, double width, double height) {
        if (column.count == 0) {
            return;
        }
        double x =
                column.count == 1
                        ? window.x(column.firstAt, width)
                        : window.x((column.firstAt + column.lastAt) / 2, width);
        if (column.count == 1 || peaks) {
            add(x, y(scale, column.max, height), column.starts);
        } else if (column.minAt <= column.maxAt) {
            add(x, y(scale, column.min, height), column.starts);
            add(x, y(scale, column.max, height), false);
        } else {
            add(x, y(scale, column.max, height), column.starts);
            add(x, y(scale, column.min, height), false);
        }
        column.count = 0;
    }

    private static double y(ValueScale scale, double value, double height) {
        return (1 - scale.fraction(value)) * height;
    }

    private void add(double x, double y, boolean start) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
        }
        xs[size] = x;
        ys[size] = y;
        starts[size] = start;
        size++;
    }

    private static final class Column {
        private int count;
        private boolean starts;
        private long firstAt;
        private long lastAt;
        private double min;
        private double max;
        private long minAt;
        private long maxAt;

        void begin(boolean startsLine) {
            count = 0;
            starts = startsLine;
        }

        void add(long at, double value) {
            if (count == 0) {
                firstAt = at;
                min = value;
                max = value;
                minAt = at;
                maxAt = at;
            }
            if (value < min) {
                min = value;
                minAt = at;
            }
            if (value > max) {
                max = value;
                maxAt = at;
            }
            lastAt = at;
            count++;
        }
    }
}
