package dev.belay.model.network;

/// How a virtual IP gets to the node that is active.
public enum VirtualIpMeans {
    /// The address is put on the node and announced on its network.
    LAN,
    /// A route in the cloud's route tables points at the node.
    ROUTE_TABLE,
    /// The cloud assigns the address to the network interface of the node, in whose subnet it is.
    SECONDARY_IP
}
