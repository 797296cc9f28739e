package dev.belay.api;

import java.time.Instant;

/// The agent's answer to "who are you, and who am I to you".
///
/// @param clusterId id of its cluster
/// @param clusterName name of its cluster
/// @param node its id
/// @param nodeName its host name
/// @param agentVersion its version
/// @param now its clock
/// @param user the caller as the operating system knows it
/// @param role what the caller may do
public record WhoAmI(
        String clusterId,
        String clusterName,
        String node,
        String nodeName,
        String agentVersion,
        Instant now,
        String user,
        AccessRole role) {}
