package dev.belay.agent.health;

/// The rate of a counter over about the last second, however often it is read.
final class Rate {

    private static final int KEPT = 16;
    private static final long WINDOW_NANOS = 950_000_000L;

    private final long[] nanos = new long[KEPT];
    private final long[] values = new long[KEPT];
    private int count;
    private int next;

    /// Takes a reading.
    ///
    /// @return increase per second; NaN before the second reading, and after the counter was reset
    double perSecond(long atNanos, long value) {
        int oldest = -1;
        for (int i = 1; i <= Math.min(count, KEPT); i++) {
            oldest = Math.floorMod(next - i, KEPT);
            if (atNanos - nanos[oldest] >= WINDOW_NANOS) {
                break;
            }
        }
        double rate = Double.NaN;
        if (oldest >= 0 && atNanos > nanos[oldest] && value >= values[oldest]) {
            rate = (value - values[oldest]) * 1e9 / (atNanos - nanos[oldest]);
        } else if (oldest >= 0 && value < values[oldest]) {
            count = 0;
        }
        nanos[next] = atNanos;
        values[next] = value;
        next = (next + 1) % KEPT;
        count++;
        return rate;
    }
}
