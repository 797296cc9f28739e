package dev.belay.model.preflight;

/// What a check can find. The sentences are in `preflight.properties`.
public enum Cause {
    /// An answer of the cloud is missing.
    NOT_GIVEN,
    /// An answer of the cloud is missing that only another account gets.
    OTHER_ACCOUNT,
    /// A transit gateway's route table has more routes than AWS answers with.
    TABLE_TOO_LARGE,
    /// What has to be attached first is not.
    NOT_ATTACHED,
    /// No node is named.
    NO_NODES,
    /// Nothing says which instance a node is.
    INSTANCE_NOT_SAID,
    INSTANCE_NOT_RUNNING,
    INSTANCE_IN_OTHER_VPC,
    /// The interface that is to hold the virtual IP belongs to something else.
    INTERFACE_NOT_OF_NODE,
    TOO_FEW_NODES,
    ONE_ZONE,
    SUBNETS_IN_ONE_ZONE,
    CHECK_ON_INSTANCE,
    CHECK_ON_INTERFACE,
    VIP_IN_VPC,
    VIP_ON_PREMISES,
    /// The site's network is wider than the VPC's, which is a part of it.
    SITE_SUMMARY,
    VIP_IN_OTHER_VPC,
    /// A table in which the virtual IP leads nowhere.
    ROUTE_MISSING,
    /// A table in which another route takes the packets instead.
    ROUTE_SHADOWED,
    /// A table in which only a wider network leads to a node: no failover moves it.
    ROUTE_TOO_WIDE,
    ROUTE_BLACKHOLE,
    /// It leads to something that is no node of the cluster.
    ROUTE_STOLEN,
    /// It leads to an interface of a node that the agent does not use.
    ROUTE_TO_OTHER_INTERFACE,
    /// It leads to a gateway and not to an interface.
    ROUTE_TO_GATEWAY,
    /// It leads to something that may lead on, such as a firewall.
    GOES_BY,
    TABLE_IN_OTHER_VPC,
    ROUTES_DISAGREE,
    /// Nothing says which networks the site has.
    SITE_NOT_SAID,
    /// A table in use that has no route to the virtual IP.
    TABLE_WITHOUT_VIP,
    RETURN_MISSING,
    RETURN_BLACKHOLE,
    RETURN_ELSEWHERE,
    /// Part of the site's network leaves by another way.
    RETURN_SHADOWED,
    SITE_OVERLAPS_VPC,
    /// Where a route leads hangs on a prefix list, whose networks were not given.
    PREFIX_LIST,
    /// Nothing says which of several transit gateways it is.
    SEVERAL_TRANSIT_GATEWAYS,
    NO_ATTACHMENT,
    ATTACHMENT_NOT_AVAILABLE,
    ATTACHMENT_ZONE_MISSING,
    ASSOCIATION_MISSING,
    PROPAGATION_MISSING,
    /// A network of the VPC in which no node is known to be.
    NETWORK_NOT_PROPAGATED,
    TRANSIT_ROUTE_MISSING,
    TRANSIT_ROUTE_BLACKHOLE,
    TRANSIT_ROUTE_ELSEWHERE,
    TRANSIT_RETURN_MISSING,
    TRANSIT_RETURN_BLACKHOLE,
    TRANSIT_RETURN_ELSEWHERE,
    /// Nothing says which of several Direct Connect gateways it is.
    SEVERAL_LINES,
    /// The site comes in by something that is no Direct Connect gateway.
    OTHER_WAY,
    NO_GATEWAY_ASSOCIATION,
    GATEWAY_NOT_ASSOCIATED,
    /// The Direct Connect gateway is not among the attachments.
    NO_LINE_ATTACHMENT,
    PREFIX_VIP_MISSING,
    PREFIX_VPC_MISSING,
    /// A network of the VPC in which no node is known to be.
    PREFIX_OTHER_MISSING
}
