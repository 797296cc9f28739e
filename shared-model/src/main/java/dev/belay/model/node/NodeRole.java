package dev.belay.model.node;

/// What a node is to the cluster.
public enum NodeRole {
    /// Owns the configuration; votes and runs services.
    ADMIN,
    /// Gets the configuration from the admin; votes or learns, and runs services.
    WORKER,
    /// Votes and runs no service.
    WITNESS,
    /// Runs services by way of the remote executor; never votes, never coordinates.
    REMOTE,
    /// A virtual machine that is itself a resource; never votes, never coordinates.
    GUEST;

    /// Whether it is a full member: one that runs an agent with the cluster's log.
    public boolean member() {
        return this == ADMIN || this == WORKER || this == WITNESS;
    }

    /// Whether services may be placed on it.
    public boolean runsServices() {
        return this != WITNESS;
    }
}
