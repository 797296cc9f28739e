package dev.belay.model.station;

/// How a load balancer forwards.
public enum BalancerProtocol {
    /// Connections, unread.
    TCP,
    /// Requests.
    HTTP
}
