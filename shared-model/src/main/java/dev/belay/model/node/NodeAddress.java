package dev.belay.model.node;

import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Otherwise;

/// An address besides the one that agents use.
///
/// @param device network device, such as `eth1`
/// @param address the address on it
/// @param network name of the cluster network that it belongs to; empty when it is none of them
public record NodeAddress(String device, IpAddress address, @Otherwise("") String network) {

    /// One with all that is optional left as it is by default.
    public static NodeAddress of(String device, IpAddress address) {
        return new NodeAddress(device, address, "");
    }

    public NodeAddress withDevice(String device) {
        return new NodeAddress(device, address, network);
    }

    public NodeAddress withAddress(IpAddress address) {
        return new NodeAddress(device, address, network);
    }

    public NodeAddress withNetwork(String network) {
        return new NodeAddress(device, address, network);
    }
}
