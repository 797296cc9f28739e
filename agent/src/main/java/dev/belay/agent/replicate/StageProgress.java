package dev.belay.agent.replicate;

/// Hears how far the fetching of a version is.
@FunctionalInterface
public interface StageProgress {

    /// May be called for each chunk.
    ///
    /// @param fetched bytes that came from the source so far
    /// @param missing bytes that this node lacked when it began
    void at(long fetched, long missing);
}
