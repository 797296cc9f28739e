package dev.belay.agent.host;

import java.time.Instant;

/// The two clocks of a host.
public interface Clock {

    /// The clock on the wall; may jump.
    Instant now();

    /// Milliseconds that only go forward, from an unknown start.
    long millis();

    /// The clocks of this host.
    static Clock system() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long millis() {
                return System.nanoTime() / 1_000_000;
            }
        };
    }
}
