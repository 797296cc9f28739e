package dev.belay.model.status;

import java.time.Instant;

/// A value with its age and its witness: nothing is shown without both.
///
/// @param value what was observed
/// @param observedAt when, on the clock of the agent that hands the fact out (not of the observer)
/// @param observer id of the node that observed it
public record Fact<T>(T value, Instant observedAt, String observer) {

    public static <T> Fact<T> of(T value, Instant observedAt, String observer) {
        return new Fact<>(value, observedAt, observer);
    }
}
