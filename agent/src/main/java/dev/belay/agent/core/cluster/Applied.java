package dev.belay.agent.core.cluster;

/// What an entry of the log did.
///
/// @param next the state from now on; the same as before when the command was refused
/// @param answer for whoever gave the command
/// @param reason one sentence for log and transcript
public record Applied(ClusterState next, Answer answer, String reason) {}
