package dev.belay.app.enroll;

import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;

/// How nodes and hosts are reached. Returns at once; what is returned connects when it is used.
public interface Ways {

    /// A host with a way of its own.
    NodePort single(SavedConnection way);

    /// A member, through its own tunnel.
    NodePort member(LiveNode node);

    /// A host on which an agent is to be installed.
    AgentInstaller installer(SavedConnection way);

    /// Ends what is open to a host.
    void forget(SavedConnection way);
}
