package dev.belay.app.connect;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Beats once a second, and notices that the computer has slept: then the wall clock has gone on
/// while the monotonic one stood still, or both have jumped over many beats.
final class Heartbeat implements AutoCloseable {

    /// Above what a clock that is set right by the network steps, and below any real sleep.
    private static final Duration SLEEP = Duration.ofSeconds(5);

    /// What beats.
    interface Beat {
        /// Runs once a tick, must not block.
        ///
        /// @param measure whether round trips are due
        void beat(boolean measure);
    }

    private final SessionPace pace;
    private final ClusterSession.Clocks clocks;
    private final Beat beat;
    private final Runnable onWake;
    private final CountDownLatch end = new CountDownLatch(1);

    Heartbeat(SessionPace pace, ClusterSession.Clocks clocks, Beat beat, Runnable onWake) {
        this.pace = pace;
        this.clocks = clocks;
        this.beat = beat;
        this.onWake = onWake;
    }

    /// A sleep counts from this call on, however late the thread gets its first turn.
    void start() {
        long wall = clocks.wallMillis().getAsLong();
        long nanos = clocks.nanos().getAsLong();
        Thread.ofVirtual().name("session heartbeat").start(() -> run(wall, nanos));
    }

    private void run(long startWall, long startNanos) {
        long wall = startWall;
        long measured = startNanos;
        try {
            while (!end.await(pace.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                long wallNow = clocks.wallMillis().getAsLong();
                long away = wallNow - wall - pace.tick().toMillis();
                wall = wallNow;
                if (away > SLEEP.toMillis()) {
                    onWake.run();
                }
                long now = clocks.nanos().getAsLong();
                boolean due = now - measured >= pace.roundTrip().toNanos();
                measured = due ? now : measured;
                beat.beat(due);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
