package dev.belay.agent.consensus;

import dev.belay.api.ApiError;

/// How a request to the cluster ended. A time-out is unknown, neither success nor failure.
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    /// It certainly did not happen.
    record Refused<T>(ApiError error) implements Outcome<T> {}

    /// It may have happened or may still happen; read back before trying again.
    record Unknown<T>(String reason) implements Outcome<T> {}
}
