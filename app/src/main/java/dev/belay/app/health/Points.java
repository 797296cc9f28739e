package dev.belay.app.health;

/// Values of one measure on one node over time, oldest first; NaN where nothing was measured.
///
/// Times are milliseconds since the epoch on the clock of the studio.
interface Points {

    int size();

    long at(int index);

    double min(int index);

    double mean(int index);

    double max(int index);

    /// Whether no report is missing between this point and the one before it.
    boolean continues(int index);

    /// Whether a point stands for many readings, so that its largest one is worth a line of its
    /// own.
    default boolean hasPeaks() {
        return false;
    }

    /// The longest silence, in milliseconds, after the last point that is not yet a gap.
    long patienceMillis();

    /// The first point that is not earlier than a time; {@link #size()} when there is none.
    default int firstFrom(long millis) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The value nearest to a time, or NaN when that time lies in a gap, before the first or long
    /// after the last point.
    default double near(long millis) {
        int after = firstFrom(millis);
        boolean hasBefore = after > 0;
        boolean hasAfter = after < size();
        if (hasBefore && hasAfter && !continues(after) && at(after) != millis) {
            return Double.NaN;
        }
        if (!hasAfter) {
            return hasBefore && millis - at(after - 1) <= patienceMillis()
                    ? mean(after - 1)
                    : Double.NaN;
        }
        if (!hasBefore) {
            return at(after) - millis <= patienceMillis() ? mean(after) : Double.NaN;
        }
        int nearest = at(after) - millis < millis - at(after - 1) ? after : after - 1;
        return mean(nearest);
    }
}
