package dev.belay.app.health;

/// A stretch of time that is looked at, in milliseconds since the epoch.
///
/// @param from first moment
/// @param to last moment, later than the first
record TimeWindow(long from, long to) {

    /// Nothing finer is worth looking at: samples come at most ten times a second.
    static final long SHORTEST_MILLIS = 2_000;

    private static final double STEP_MILLIS = 500;

    TimeWindow {
        if (to <= from) {
            throw new IllegalArgumentException(
                    "a time window must end after it begins; found " + from + " to " + to);
        }
    }

    static TimeWindow endingAt(long to, long lengthMillis) {
        return new TimeWindow(to - lengthMillis, to);
    }

    /// A window between two moments in any order, inside another one and not shorter than {@link
    /// #SHORTEST_MILLIS}.
    static TimeWindow between(long one, long other, TimeWindow inside) {
        long from = Math.max(inside.from, Math.min(one, other));
        long to = Math.min(inside.to, Math.max(one, other));
        long missing = Math.min(SHORTEST_MILLIS, inside.length()) - (to - from);
        if (missing > 0) {
            from = Math.max(inside.from, from - missing / 2);
            to = Math.min(inside.to, from + Math.min(SHORTEST_MILLIS, inside.length()));
            from = Math.max(inside.from, to - Math.min(SHORTEST_MILLIS, inside.length()));
        }
        return new TimeWindow(from, to);
    }

    long length() {
        return to - from;
    }

    boolean contains(long millis) {
        return millis >= from && millis <= to;
    }

    long clamp(long millis) {
        return Math.clamp(millis, from, to);
    }

    /// The window moved so that it begins at a whole pixel of the time axis: a column of pixels
    /// then always covers the same moments, and a line that scrolls does not shimmer. On a wide
    /// axis it moves by several pixels at once, twice a second: whole lines are costly to draw.
    TimeWindow onPixels(int width) {
        double millisPerPixel = (double) length() / Math.max(1, width);
        double step = Math.max(1, Math.ceil(STEP_MILLIS / millisPerPixel)) * millisPerPixel;
        long shifted = (long) (Math.ceil(from / step) * step);
        return new TimeWindow(shifted, shifted + length());
    }

    /// Where a moment lies, in pixels from the left.
    double x(long millis, double width) {
        return (double) (millis - from) / length() * width;
    }

    /// The moment at a place.
    long at(double x, double width) {
        return from + Math.round(x / width * length());
    }
}
