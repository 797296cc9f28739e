package dev.belay.agent.tenure;

/// A node that the coordinator wants stopped for certain.
///
/// @param term of the coordinator
/// @param incarnation the newest of the node that it knows
/// @param executor the member that asks the devices
/// @param reason one sentence
record LostNode(long term, String node, long incarnation, String executor, String reason) {}
