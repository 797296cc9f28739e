package dev.belay.agent.rollout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Gives the memory back that a transfer took. The heap grows to its limit while content flows
/// through it, and the collector of an agent shrinks it in a full collection alone.
final class Room {

    private static final long WORTH_BYTES = 4 << 20;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final AtomicLong moved = new AtomicLong();
    private volatile long lastNanos = System.nanoTime();

    /// Content came or went.
    void used(long bytes) {
        moved.addAndGet(bytes);
        lastNanos = System.nanoTime();
    }

    /// Collects when much has moved and nothing moves any more; some ten milliseconds.
    void tidy(long nowNanos) {
        if (moved.get() > WORTH_BYTES && nowNanos - lastNanos > QUIET_NANOS) {
            moved.set(0);
            System.gc();
        }
    }
}
