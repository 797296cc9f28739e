package dev.belay.model.config;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.Otherwise;

/// A network of the cluster.
///
/// @param name what people call it
/// @param cidr its addresses
/// @param purpose what it is for
public record ClusterNetwork(String name, Cidr cidr, @Otherwise("agents") NetworkPurpose purpose) {

    /// One with all that is optional left as it is by default.
    public static ClusterNetwork of(String name, Cidr cidr) {
        return new ClusterNetwork(name, cidr, NetworkPurpose.AGENTS);
    }

    public ClusterNetwork withName(String name) {
        return new ClusterNetwork(name, cidr, purpose);
    }

    public ClusterNetwork withCidr(Cidr cidr) {
        return new ClusterNetwork(name, cidr, purpose);
    }

    public ClusterNetwork withPurpose(NetworkPurpose purpose) {
        return new ClusterNetwork(name, cidr, purpose);
    }
}
