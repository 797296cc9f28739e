package dev.belay.agent.cloud;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Time, as who asks a cloud again has it.
///
/// @param nanos a clock that never goes back
/// @param sleeper waits
/// @param chance from 0 to 1, so that nodes do not ask again at the same moment
record Pace(LongSupplier nanos, Sleeper sleeper, DoubleSupplier chance) {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /// Waits.
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    static Pace real() {
        return new Pace(
                System::nanoTime, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    long deadline(Duration within) {
        return nanos.getAsLong() + within.toNanos();
    }

    /// Zero when it is over.
    Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }

    /// Waits between half of a time and all of it, which doubles from try to try; not beyond the
    /// deadline.
    ///
    /// @param again 0 for the first time
    void backOff(int again, long deadline) throws InterruptedException {
        Duration most = FIRST.multipliedBy(1L << Math.min(again, 10));
        if (most.compareTo(LONGEST) > 0) {
            most = LONGEST;
        }
        long wait = (long) (most.toNanos() * (0.5 + chance.getAsDouble() / 2));
        sleeper.sleep(Duration.ofNanos(Math.min(wait, left(deadline).toNanos())));
    }
}
