package dev.belay.agent.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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

    /// When the cloud is looked at first after a start: what was under way on the node before may
    /// still have come after what the start had seen.
    private static final List<Duration> FIRST =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final ReentrantLock turn;
    private final Look look;
    private final Consumer<String> log;
    private final List<Thread> threads = new ArrayList<>();
    private boolean isOver;

    /// @param turn held while a look is under way
    Monitors(ReentrantLock turn, Look look, Consumer<String> log) {
        this.turn = turn;
        this.look = look;
        this.log = log;
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
            for (int looks = 0; isToGoOn; looks++) {
                Thread.sleep(pause(one.resource(), interval, looks));
                isToGoOn = isSeenRunning(one);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Before a look.
    ///
    /// @param looks how many there were before
    static Duration pause(ServiceResource resource, Duration interval, int looks) {
        return resource instanceof ServiceResource.InCloud
                        && looks < FIRST.size()
                        && FIRST.get(looks).compareTo(interval) < 0
                ? FIRST.get(looks)
                : interval;
    }

    private boolean isSeenRunning(Handling one) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (isOver()) {
                return false;
            }
            Next next = seen(one);
            if (next == Next.NOTHING) {
                end();
            }
            return next == Next.AGAIN;
        } finally {
            turn.unlock();
        }
    }

    private Next seen(Handling one) throws InterruptedException {
        try {
            return look.at(one);
        } catch (RuntimeException e) {
            // Without it the service would go on, and nobody would look at it any more.
            log.accept(
                    "is looked at again: the look at resource '%s' was to tell how it is, and ended by a fault of this agent: %s"
                            .formatted(one.resource().name(), e));
            return Next.AGAIN;
        }
    }
}
