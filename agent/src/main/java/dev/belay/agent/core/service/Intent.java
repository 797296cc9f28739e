package dev.belay.agent.core.service;

/// What is to become of a service.
///
/// @param placedOn where the scheduler wants it; empty: nowhere
/// @param wish where it may be now: what it waits for has been heeded; empty: nowhere
/// @param reason why, in a sentence
/// @param restarts whether what runs is to end, and to begin anew where it is
public record Intent(String placedOn, String wish, String reason, boolean restarts) {

    /// One that goes on, begins or ends.
    public Intent(String placedOn, String wish, String reason) {
        this(placedOn, wish, reason, false);
    }
}
