package dev.belay.model.status;

/// A full member of the cluster, as the replicated state has it.
///
/// @param id stable id, never changed by a rename; the last part of the URI SAN in its certificate
/// @param name host name that people see
/// @param zone fault domain; empty when none was given
/// @param role its part in consensus
/// @param admin whether it owns the configuration
/// @param host address that the other agents reach it at
/// @param port port of agent-to-agent traffic, 1–65535
public record Member(
        String id,
        String name,
        String zone,
        MemberRole role,
        boolean admin,
        String host,
        int port) {}
