package dev.belay.reach;

/// A way to one agent's API: a unix socket on this machine, or one behind SSH.
public interface AgentPath {

    /// Opens a byte pipe to the agent. Blocks until it is open; may be repeated, pipes do not
    /// disturb each other.
    ///
    /// @throws AgentException when the agent can't be reached, and what to do about it
    Pipe open() throws AgentException;

    /// For people, such as `node-1:22` or `/run/belay/agent.sock`.
    String describe();
}
