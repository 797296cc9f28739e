package dev.belay.agent.rollout;

import java.util.HashMap;
import java.util.Map;

/// Lets few members at a time take much content from this one: those that have it then serve the
/// others, so that what one node sends grows slower than the number of those that want it.
final class Turns {

    /// So little is given at once.
    static final long LITTLE_BYTES = 1 << 20;

    private static final long HELD_NANOS = 2_000_000_000L;

    private final int most;
    private final Map<String, Long> until = new HashMap<>();

    Turns(int most) {
        this.most = most;
    }

    /// Whether a member may take content now.
    ///
    /// @param remaining bytes that it still wants
    synchronized boolean take(String member, long remaining, long nowNanos) {
        until.values().removeIf(end -> end - nowNanos < 0);
        if (remaining <= LITTLE_BYTES) {
            until.remove(member);
            return true;
        }
        if (until.size() >= most && !until.containsKey(member)) {
            return false;
        }
        until.put(member, nowNanos + HELD_NANOS);
        return true;
    }
}
