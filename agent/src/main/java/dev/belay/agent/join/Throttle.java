package dev.belay.agent.join;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows an address down that has failed often: five failures a minute are free.
final class Throttle {

    private static final int FREE = 5;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST_ADDRESSES = 1_024;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Map<String, Deque<Long>> failures =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    /// Notes a failure.
    ///
    /// @return how long the answer shall be held back
    synchronized Duration failed(String address, long nowMillis) {
        Deque<Long> times = failures.computeIfAbsent(address, _ -> new ArrayDeque<>());
        while (!times.isEmpty() && nowMillis - times.getFirst() > MINUTE_MILLIS) {
            times.removeFirst();
        }
        if (times.size() < FREE * 2) {
            times.addLast(nowMillis);
        }
        long beyond = Math.max(0, times.size() - FREE);
        Duration delay = STEP.multipliedBy(beyond);
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
