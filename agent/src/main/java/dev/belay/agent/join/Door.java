package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.ConsensusException;
import dev.belay.api.MemberRemoval.Afterwards;
import java.io.IOException;

/// Starts and ends this node's part in a cluster, while the agent runs on. Methods block.
public interface Door {

    /// The node is a member from now on.
    ///
    /// @param member its configuration as a member
    void enter(AgentConfig member) throws ConsensusException, IOException;

    /// What the admin wanted this node to do once it is removed; does not block.
    Afterwards afterwards();

    /// The node is in no cluster from now on.
    ///
    /// @param node its id from now on
    void leave(String node) throws IOException;
}
