package dev.belay.model.cloud;

/// What a route points at.
public enum RouteTarget {
    /// The VPC itself.
    LOCAL,
    /// A node's network interface.
    NODE,
    /// A transit gateway.
    TRANSIT_GATEWAY,
    /// The way to the internet.
    INTERNET_GATEWAY,
    /// The way to the internet behind one address.
    NAT_GATEWAY,
    /// The node on which the virtual IP is active; Belay keeps it right.
    ACTIVE_NODE
}
