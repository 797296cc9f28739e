package dev.belay.agent.core.lease;

/// What happened to the holder of leases. Times are nanoseconds of the node's own clock, read
/// before the input was made.
public sealed interface HolderInput {

    record Ticked(long at) implements HolderInput {}

    /// The coordinator has something new: ask at once.
    record Nudged(long at) implements HolderInput {}

    /// An answer that a majority confirmed.
    ///
    /// @param question which question it answers
    record Granted(long question, Grant grant, long at) implements HolderInput {}

    /// A majority vouches, no coordinator having answered yet: what is held may be held on.
    record Vouched(long question, long at) implements HolderInput {}

    /// A service runs, or failed to.
    ///
    /// @param failure empty: it runs
    record Started(String service, long generation, String failure) implements HolderInput {}

    /// A service that ran does no more.
    record Failed(String service, long generation, String failure) implements HolderInput {}

    /// A service was stopped, or not.
    ///
    /// @param failure empty: nothing of it runs
    record Stopped(String service, long generation, String failure, long at)
            implements HolderInput {}

    /// The kernel had shut the gate before the renewal came.
    record GateWasShut(String service, long generation) implements HolderInput {}
}
