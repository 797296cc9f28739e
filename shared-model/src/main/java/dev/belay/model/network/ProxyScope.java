package dev.belay.model.network;

/// Whose calls go through the proxy.
public enum ProxyScope {
    /// The cluster's own calls to the cloud.
    CLOUD_CALLS,
    /// Those, and programs that the agent starts.
    SCRIPTS,
    /// The whole operating system of the node.
    SYSTEM
}
