package dev.belay.agent.core.cluster;

/// A value and the entry that set it.
///
/// @param value empty when it was never set
/// @param version index of the entry of the log; 0 when it was never set
public record Stored(String value, long version) {

    public static final Stored NEVER = new Stored("", 0);
}
