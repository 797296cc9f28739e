package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;

/// Private addresses of a cloud's network interfaces. Every call blocks for some seconds at most,
/// may be repeated, and is broken off by an interrupt.
interface PrivateIpApi {

    /// A network interface with its addresses.
    ///
    /// @param id `eni-…`
    /// @param primary the address that it never loses
    /// @param secondary those that may be moved
    record Interface(
            String id, String subnetId, String vpcId, String primary, List<String> secondary) {
        public Interface {
            secondary = List.copyOf(secondary);
        }
    }

    /// A subnet.
    ///
    /// @param id `subnet-…`
    record Net(String id, Cidr cidr) {}

    /// Refused when there is none of that id.
    CloudAnswer<Interface> networkInterface(String id);

    /// Which network interface of a VPC has an address.
    CloudAnswer<Optional<Interface>> holder(String vpcId, IpAddress address);

    /// The subnets of a VPC.
    CloudAnswer<List<Net>> subnets(String vpcId);

    /// Moves an address to a network interface, whichever has it as a secondary one.
    ///
    /// @return the network interface
    CloudAnswer<String> assign(String networkInterface, IpAddress address);

    /// Takes it off; refused when it is not there.
    ///
    /// @return the network interface
    CloudAnswer<String> unassign(String networkInterface, IpAddress address);
}
