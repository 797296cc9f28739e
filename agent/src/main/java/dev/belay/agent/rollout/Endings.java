package dev.belay.agent.rollout;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Waiting for threads that have been told to end.
final class Endings {

    /// Whoever looks between two chunks or two files whether to go on has looked by then.
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private Endings() {}

    /// Waits for all of them together, and not longer than for a member that does not answer.
    static void await(Collection<Thread> threads) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        try {
            for (Thread one : List.copyOf(threads)) {
                var _ = one.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
