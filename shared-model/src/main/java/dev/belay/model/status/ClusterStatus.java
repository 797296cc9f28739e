package dev.belay.model.status;

import java.time.Instant;
import java.util.List;

/// The cluster as one agent sees it; another agent may see it differently, and both are shown.
///
/// @param clusterId stable id of the cluster
/// @param name what people call it
/// @param observer id of the agent that says all this
/// @param at when it says so, on its own clock: ages of facts are counted from here
/// @param opinion the observer's own opinion on leadership
/// @param quorum votes as the observer counts them
/// @param nodes all members, in the order of their ids
/// @param problems what is wrong, worst first
public record ClusterStatus(
        String clusterId,
        String name,
        String observer,
        Instant at,
        Opinion opinion,
        Quorum quorum,
        List<NodeStatus> nodes,
        List<StatusProblem> problems) {}
