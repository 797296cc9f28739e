package dev.belay.agent.consensus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How often a node that ends by itself is started again: a few times a minute. Owned by one
/// thread.
final class Restarts {

    private static final int MOST = 5;
    private static final long WITHIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Deque<Long> before = new ArrayDeque<>();

    boolean isOneMore(long nowNanos) {
        while (!before.isEmpty() && nowNanos - before.getFirst() > WITHIN_NANOS) {
            before.removeFirst();
        }
        if (before.size() >= MOST) {
            return false;
        }
        before.addLast(nowNanos);
        return true;
    }
}
