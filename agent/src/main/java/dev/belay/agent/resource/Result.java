package dev.belay.agent.resource;

/// What came of an action. Only [Done], [NotRunning] and [RunningPromoted] say what state the
/// resource is in.
public sealed interface Result {

    /// It is done; of a look: it runs.
    ///
    /// @param isDegraded it runs, but less well than it should
    record Done(boolean isDegraded, Trace trace) implements Result {}

    /// A look found that it does not run, and stopped well.
    record NotRunning(Trace trace) implements Result {}

    /// A look found that it runs in the promoted role.
    ///
    /// @param isDegraded it runs, but less well than it should
    record RunningPromoted(boolean isDegraded, Trace trace) implements Result {}

    /// It was tried, and failed.
    ///
    /// @param reach where it makes no sense to try again
    /// @param code as the agent ended
    record Failed(Reach reach, int code, Trace trace) implements Result {}

    /// The agent knows no such action, and nothing depends on it.
    record NotSupported(Trace trace) implements Result {}

    /// A probe found that what the resource needs is not installed: it cannot run here.
    record NotHere(Trace trace) implements Result {}

    /// Its time was over, and it was killed: it is not known what it did.
    record Unknown(Trace trace) implements Result {}

    /// Nothing was run.
    ///
    /// @param why a sentence for the operator
    record NotStarted(String why) implements Result {}

    /// Where a failure holds.
    enum Reach {
        /// To be tried again here.
        SOFT,
        /// Not on this node.
        NODE,
        /// On no node, until the configuration is another.
        EVERYWHERE
    }
}
