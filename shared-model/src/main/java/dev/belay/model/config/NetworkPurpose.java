package dev.belay.model.config;

/// What a cluster network is for.
public enum NetworkPurpose {
    /// Agents talk to each other.
    AGENTS,
    /// Clients come from it.
    CLIENTS,
    /// Data is replicated over it.
    REPLICATION,
    /// Fence devices are on it.
    FENCING
}
