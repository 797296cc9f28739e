package dev.belay.reach;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Closes what waits too long: streams of pipes know no time-out of their own.
public final class Deadline implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Runnable whenExpired;
    private final AtomicLong dueNanos = new AtomicLong();
    private volatile boolean expired;
    private volatile boolean over;
    private volatile long checkedAtNanos;
    private @Nullable ScheduledFuture<?> task;

    private Deadline(Duration allowed, Runnable whenExpired) {
        this.whenExpired = whenExpired;
        dueNanos.set(System.nanoTime() + allowed.toNanos());
        checkAt(dueNanos.get());
    }

    /// Runs {@code whenExpired} (which must not block) unless closed or postponed before.
    public static Deadline in(Duration allowed, Runnable whenExpired) {
        return new Deadline(allowed, whenExpired);
    }

    /// Starts to count anew; cheap, the timer itself is touched only when that is sooner than
    /// before.
    public void postpone(Duration allowed) {
        long due = System.nanoTime() + allowed.toNanos();
        dueNanos.set(due);
        if (due - checkedAtNanos < 0) {
            checkAt(due);
        }
    }

    private synchronized void checkAt(long due) {
        cancel();
        if (!over) {
            checkedAtNanos = due;
            task = CLOCK.schedule(this::check, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void cancel() {
        ScheduledFuture<?> running = task;
        if (running != null) {
            running.cancel(false);
        }
    }

    public boolean hasExpired() {
        return expired;
    }

    @Override
    public void close() {
        over = true;
        cancel();
    }

    private void check() {
        if (over) {
            return;
        }
        long due = dueNanos.get();
        if (due - System.nanoTime() > 0) {
            checkAt(due);
            return;
        }
        expired = true;
        whenExpired.run();
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("belay-deadlines").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
