package dev.belay.agent.drill;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/// What happens to this node.
public sealed interface Fault {

    /// The agent dies at once.
    record Kill() implements Fault {}

    /// The agent stands still.
    record Pause(int seconds) implements Fault {}

    /// Nothing passes between this node and others, nor to the addresses of services.
    ///
    /// @param ownPort that the others reach this agent at
    /// @param peers the others
    /// @param addresses of services
    record Cut(int seconds, int ownPort, List<Peer> peers, Collection<InetAddress> addresses)
            implements Fault {

        public Cut {
            peers = List.copyOf(peers);
            addresses = List.copyOf(addresses);
        }
    }

    /// Another agent, as this node reaches it.
    record Peer(InetAddress host, int port) {}
}
