package dev.belay.agent.remote;

/// What carries out operations on this node.
public interface Agents {

    /// Blocks until it is done, at most for its time-out and a few seconds more. May be called by
    /// several threads, for one resource by one at a time.
    Outcome perform(RemoteSession.Agent agent, Operation operation) throws InterruptedException;
}
