package dev.belay.model.network;

/// What a link is for.
public enum LinkKind {
    /// Packets of clients go along it.
    NETWORK,
    /// A dedicated line from a site to the cloud.
    DIRECT_CONNECT
}
