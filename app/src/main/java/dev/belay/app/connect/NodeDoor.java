package dev.belay.app.connect;

import dev.belay.reach.AgentException;
import java.util.function.Consumer;

/// How to get to one node's agent.
interface NodeDoor {

    /// Connects. Blocks, also while the user is asked; an interrupt is not needed, it ends by
    /// itself.
    ///
    /// @param onLost told on any thread when the way is lost later
    NodeLink open(Consumer<String> onLost) throws AgentException;

    /// For people, such as `admin@node-1:22`.
    String describe();
}
