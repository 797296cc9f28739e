package dev.belay.agent.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Looks at the resources of one stay again and again, each at its interval, until one does not run
/// any more: that is found once.
final class Monitors {

    /// What follows from a look.
    enum Next {
        AGAIN,
        /// Its agent knows no monitor.
        NEVER,
        /// It does not run, and that was told.
        NOTHING
    }

    /// Looks at a resource, and tells when it does not run.
    interface Look {
        Next at(Handling one) throws InterruptedException;
    }

    private final ReentrantLock turn;
    private final Look look;
    private final List<Thread> threads = new ArrayList<>();
    private boolean isOver;

    /// @param turn held while a look is under way
    Monitors(ReentrantLock turn, Look look) {
        this.turn = turn;
        this.look = look;
    }

    /// One that has no interval is not looked at.
    synchronized void begin(List<Handling> all) {
        for (Handling one : all) {
            Duration interval = one.resource().operations().interval();
            if (!isOver && interval.isPositive()) {
                threads.add(
                        Thread.ofVirtual()
                                .name("monitor-" + one.resource().name())
                                .start(() -> watch(one, interval)));
            }
        }
    }

    /// A look that is under way is broken off: who waits to stop the service must not wait for it.
    synchronized void end() {
        isOver = true;
        threads.forEach(Thread::interrupt);
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    private void watch(Handling one, Duration interval) {
        try {
            boolean isToGoOn = true;
            while (isToGoOn) {
                Thread.sleep(interval);
                isToGoOn = isSeenRunning(one);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSeenRunning(Handling one) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (isOver()) {
                return false;
            }
            Next next = look.at(one);
            if (next == Next.NOTHING) {
                end();
            }
            return next == Next.AGAIN;
        } finally {
            turn.unlock();
        }
    }
}
