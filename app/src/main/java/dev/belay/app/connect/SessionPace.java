package dev.belay.app.connect;

import java.time.Duration;

/// How often a session does what.
///
/// @param firstRetry after the first failure
/// @param lastRetry longest pause between two tries
/// @param nudge shortest pause between two tries while other agents hear the node
/// @param tick how often ages are drawn anew and the clocks compared
/// @param roundTrip how often the round trip is measured
/// @param samplesPerSecond asked of each agent, 0–10
record SessionPace(
        Duration firstRetry,
        Duration lastRetry,
        Duration nudge,
        Duration tick,
        Duration roundTrip,
        int samplesPerSecond) {

    static final SessionPace NORMAL =
            new SessionPace(
                    Duration.ofMillis(400),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1_500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    10);

    /// The pause after so many failures in a row, before chance has its say.
    Duration pause(int failures) {
        double millis =
                (double) firstRetry.toMillis() * Math.pow(1.8, Math.min(failures, 30) - 1.0);
        return Duration.ofMillis((long) Math.min(millis, (double) lastRetry.toMillis()));
    }
}
