package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;

/// What the cloud is to be like for one virtual IP by route table.
///
/// @param vip the virtual IP
/// @param vpcId the cluster's VPC; no change is ever made in another one
/// @param nodes where the virtual IP may be
/// @param routeTables those that must lead to it; empty: those that nodes and the transit gateway
///   use, and those that have the route
/// @param onPremises the site's networks; empty: clients are in the VPC
/// @param transitGatewayId empty: the one at which the VPC is, if there is one alone
/// @param directConnectId empty: the one at which the transit gateway is, if there is one alone
/// @param region for commands; empty: the AWS CLI's own
public record Wanted(
        IpAddress vip,
        String vpcId,
        List<NodeAt> nodes,
        List<String> routeTables,
        List<Cidr> onPremises,
        Optional<String> transitGatewayId,
        Optional<String> directConnectId,
        Optional<String> region) {

    public Wanted {
        nodes = List.copyOf(nodes);
        routeTables = List.copyOf(routeTables);
        onPremises = List.copyOf(onPremises);
    }

    /// A node, as the cloud knows it.
    ///
    /// @param name what people call it
    /// @param instanceId `i-…`
    /// @param interfaceId `eni-…` that routes are to lead to; empty: the instance's first
    public record NodeAt(String name, Optional<String> instanceId, Optional<String> interfaceId) {}

    /// The same with other networks of the site.
    public Wanted withOnPremises(List<Cidr> networks) {
        return new Wanted(
                vip,
                vpcId,
                nodes,
                routeTables,
                networks,
                transitGatewayId,
                directConnectId,
                region);
    }

    /// The network that has the virtual IP alone: the destination of its routes.
    public Cidr route() {
        return Cidr.of(vip);
    }

    /// The site's networks in the family of the virtual IP: from no other do its packets come.
    public List<Cidr> sites() {
        return onPremises.stream().filter(cidr -> cidr.network().v6() == vip.v6()).toList();
    }

    /// Whether packets come from beyond the VPC, by Direct Connect and a transit gateway.
    public boolean isBeyondVpc() {
        return !onPremises.isEmpty() || transitGatewayId.isPresent() || directConnectId.isPresent();
    }
}
