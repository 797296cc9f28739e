package dev.belay.api;

/// Has the cluster put a design in force, step by step.
///
/// @param text in the format of design files
/// @param version of the design that it is based on
/// @param confirmWithinMillis it is undone unless confirmed in that time; 0: it needs no confirming
public record OperationBegin(String text, long version, long confirmWithinMillis) {

    /// Longer than that nobody waits.
    public static final long MOST_MILLIS = 86_400_000L;
}
