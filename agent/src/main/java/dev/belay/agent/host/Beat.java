package dev.belay.agent.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One beat for all loops of this process that look around now and then: each of them alone would
/// wake the processor at a time of its own, and that costs more than what they do.
public final class Beat {

    private Beat() {}

    /// Waits until the next beat, or until this thread is unparked; a beat that is nearer than half
    /// a period counts as this one.
    ///
    /// @param period the same for all that shall wake together, or a whole fraction of it
    public static void await(Duration period) {
        LockSupport.parkNanos(nanosToNext(System.nanoTime(), period.toNanos()));
    }

    /// From half a period to one and a half.
    static long nanosToNext(long nowNanos, long periodNanos) {
        long left = periodNanos - Math.floorMod(nowNanos, periodNanos);
        return left < periodNanos / 2 ? left + periodNanos : left;
    }
}
