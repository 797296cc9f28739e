package dev.belay.agent.lab;

import dev.belay.api.LabDescription;
import java.util.List;

/// How a lab stands now.
///
/// @param lab what it is
/// @param nodes its nodes, in the order of their ids
/// @param cuts directions in which nothing passes
public record LabState(LabDescription lab, List<NodeView> nodes, List<Cut> cuts) {

    /// What a node of the lab does.
    public enum Life {
        RUNNING,
        PAUSED,
        /// Its agent does not run.
        DOWN
    }

    /// One node.
    ///
    /// @param id its id
    /// @param life what it does
    /// @param agentPid process id of its agent on this machine; 0 when it does not run
    /// @param hostPid process id of the host's first process on this machine; 0 where hosts are not
    ///   separate
    public record NodeView(String id, Life life, long agentPid, long hostPid) {}

    /// One direction of a link through which nothing passes.
    ///
    /// @param from the sending node
    /// @param to the receiving node
    public record Cut(String from, String to) {}
}
