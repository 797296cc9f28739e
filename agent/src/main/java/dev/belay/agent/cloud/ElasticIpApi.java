package dev.belay.agent.cloud;

import dev.belay.model.value.IpAddress;
import java.util.Optional;

/// Elastic IPs of a cloud. Every call blocks for some seconds at most, may be repeated, and is
/// broken off by an interrupt.
interface ElasticIpApi {

    /// An Elastic IP that is allocated.
    ///
    /// @param association what it is associated with; empty: nothing
    record Elastic(String publicAddress, Optional<Association> association) {}

    /// What an Elastic IP leads to.
    ///
    /// @param id `eipassoc-…`; another one with each association
    /// @param networkInterface `eni-…`
    /// @param privateAddress of the network interface
    record Association(String id, String networkInterface, String privateAddress) {}

    /// Empty when the account has none of that id in the region.
    CloudAnswer<Optional<Elastic>> find(String allocationId);

    /// Leads it to a network interface, whatever it led to.
    ///
    /// @param privateAddress empty: the primary one
    /// @return the association
    CloudAnswer<String> associate(
            String allocationId, String networkInterface, Optional<IpAddress> privateAddress);

    /// Ends one association; one that somebody else made since goes on.
    ///
    /// @return the association
    CloudAnswer<String> disassociate(String association);
}
