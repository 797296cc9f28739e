package dev.belay.reach.ssh;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, with a deadline.
final class Await {

    private Await() {}

    static void until(BooleanSupplier condition) {
        until(condition, Duration.ofSeconds(60));
    }

    static void until(BooleanSupplier condition, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
