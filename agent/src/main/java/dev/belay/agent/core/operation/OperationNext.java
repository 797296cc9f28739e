package dev.belay.agent.core.operation;

/// What the coordinator is to order about an operation.
public sealed interface OperationNext {

    /// Nothing now.
    ///
    /// @param why what it waits for; empty: for nothing
    record Wait(String why) implements OperationNext {}

    /// Another number of steps is to be in force.
    record Take(int to) implements OperationNext {}

    /// What the last step asks of agents has been seen, or is waited for no longer.
    ///
    /// @param unseen on the way back: what was not seen in time; empty: all was
    record Settle(String unseen) implements OperationNext {}

    /// Something is not as it was to be.
    record Stop(String why) implements OperationNext {}

    /// Nobody has confirmed it in time.
    record Expire() implements OperationNext {}
}
