package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// Route tables of a cloud. Every call blocks for some seconds at most, may be repeated, and is
/// broken off by an interrupt.
public interface RouteApi {

    /// A route table of a VPC, as far as one destination goes.
    ///
    /// @param id `rtb-…`
    /// @param route where it sends the destination; empty: it has no line for exactly that one
    record Table(String id, Optional<Target> route) {}

    /// Where a route leads.
    ///
    /// @param id such as `eni-…`, `tgw-…`
    /// @param isInterface whether it is a network interface
    /// @param isBlackhole whether the target is gone, so that packets are dropped
    record Target(String id, boolean isInterface, boolean isBlackhole) {

        /// The id where a route names no target.
        static final String NOTHING = "nothing";
    }

    /// The tables of a VPC that have a line for a destination, and those named; in the order of
    /// their ids. One that is named and is not in that VPC is left out.
    ///
    /// Source: DescribeRouteTables with the filters `vpc-id` and `route.destination-cidr-block`.
    CloudAnswer<List<Table>> tables(String vpcId, Cidr destination, List<String> named);

    /// Points the line for a destination at a network interface.
    ///
    /// @return the table
    CloudAnswer<String> replace(String table, Cidr destination, String networkInterface);

    /// Adds a line for a destination.
    ///
    /// @return the table
    CloudAnswer<String> create(String table, Cidr destination, String networkInterface);

    /// The first network interface of an instance.
    CloudAnswer<String> interfaceOf(String instanceId);
}
