package dev.belay.agent.core.fence;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A wait before a device acts, so that two nodes do not fence each other.
///
/// @param base waited in any case
/// @param max of the whole wait; what is above the base is random
public record FenceDelay(Duration base, Duration max) {

    /// No wait.
    public static final FenceDelay NONE = new FenceDelay(Duration.ZERO, Duration.ZERO);

    public FenceDelay {
        if (base.isNegative() || max.isNegative()) {
            throw new IllegalArgumentException(
                    "a delay of 0 or more was wanted, found " + base + ", " + max);
        }
    }

    /// One wait, to the millisecond; the base where the maximum is below it.
    public Duration draw(RandomGenerator random) {
        long range = max.minus(base).toMillis();
        return range <= 0 ? base : base.plusMillis(random.nextLong(range + 1));
    }
}
