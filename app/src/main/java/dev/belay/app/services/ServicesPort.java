package dev.belay.app.services;

import dev.belay.api.NodeMode;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;

/// What the services screen asks the cluster. All calls block; what orders something is sent once,
/// and only what asks may be repeated.
public interface ServicesPort {

    /// An answer, and whose it is.
    ///
    /// @param observer id of the node that said it
    record Told(String observer, ServicesView view) {}

    Told services() throws AgentException;

    ServiceWhy why(String service) throws AgentException;

    Told start(String service) throws AgentException;

    Told stop(String service) throws AgentException;

    /// Sends it to a node.
    ///
    /// @param node id; empty: away from where it is
    Told move(String service, String node) throws AgentException;

    /// Forgets its failures and where it was sent.
    Told clear(String service) throws AgentException;

    Told changeMode(String node, NodeMode mode) throws AgentException;
}
