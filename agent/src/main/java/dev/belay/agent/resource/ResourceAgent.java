package dev.belay.agent.resource;

/// Whatever can start, stop and look at a resource on this node.
public interface ResourceAgent {

    /// Blocks until the action is done, at most for its time-out and a few seconds more.
    ///
    /// May be repeated, as far as the agent keeps to the OCF Resource Agent API, where every action
    /// is idempotent. One resource gets one action at a time: that is up to who calls.
    ///
    /// @throws InterruptedException when this thread was interrupted; what ran was killed, and what
    ///   it did until then is not known
    Result perform(ResourceCall call) throws InterruptedException;
}
