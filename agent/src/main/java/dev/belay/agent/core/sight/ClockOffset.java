package dev.belay.agent.core.sight;

import java.util.ArrayList;
import java.util.List;

/// Difference of two clocks, from the answer with the shortest round trip among the last eight:
/// half the round trip is the error.
///
/// @param readings newest last
record ClockOffset(List<Reading> readings) {

    static final ClockOffset NONE = new ClockOffset(List.of());
    private static final int KEPT = 8;

    record Reading(double offsetMillis, double roundTripMillis) {}

    ClockOffset with(double offsetMillis, double roundTripMillis) {
        var kept = new ArrayList<Reading>(KEPT);
        kept.addAll(readings.subList(Math.max(0, readings.size() - KEPT + 1), readings.size()));
        kept.add(new Reading(offsetMillis, roundTripMillis));
        return new ClockOffset(List.copyOf(kept));
    }

    /// NaN without a reading.
    double millis() {
        double best = Double.NaN;
        double shortest = Double.POSITIVE_INFINITY;
        for (var reading : readings) {
            if (reading.roundTripMillis() <= shortest) {
                shortest = reading.roundTripMillis();
                best = reading.offsetMillis();
            }
        }
        return best;
    }
}
