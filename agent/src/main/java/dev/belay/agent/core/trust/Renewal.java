package dev.belay.agent.core.trust;

/// When a node asks for its next certificate. Pure.
public final class Renewal {

    /// Certificates count from so much before they were made, as clocks differ.
    public static final long BACKDATED_MILLIS = 86_400_000;

    private Renewal() {}

    /// At two thirds of its life.
    public static long at(long notBeforeMillis, long notAfterMillis) {
        long made = notBeforeMillis + BACKDATED_MILLIS;
        long begin = made < notAfterMillis ? made : notBeforeMillis;
        return begin + (notAfterMillis - begin) / 3 * 2;
    }

    /// Whether it is time.
    ///
    /// @param spread 0 to 1, another for each node: not all come at once
    public static boolean isDue(
            long notBeforeMillis, long notAfterMillis, double spread, long nowMillis) {
        long at = at(notBeforeMillis, notAfterMillis);
        long slack = (notAfterMillis - at) / 4;
        return nowMillis >= at + (long) (slack * spread);
    }

    /// Whether so little is left that somebody must know of it.
    public static boolean isUrgent(long notBeforeMillis, long notAfterMillis, long nowMillis) {
        long at = at(notBeforeMillis, notAfterMillis);
        return nowMillis >= at + (notAfterMillis - at) / 2;
    }
}
