package dev.belay.agent.core.cluster;

/// A certificate that is refused although its time is not over.
///
/// @param atMillis when that was decided
/// @param untilMillis when its own time is over: then it need not be remembered
public record Revoked(String node, String serial, long atMillis, long untilMillis, String why) {}
