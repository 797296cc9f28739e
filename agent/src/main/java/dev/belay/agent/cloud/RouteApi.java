package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// Route tables of a cloud in one region. Every call blocks for some seconds at most, may be
/// repeated, and is broken off by an interrupt.
public interface RouteApi {

    /// A route table, as far as one destination goes.
    ///
    /// @param id `rtb-…`, `tgw-rtb-…`
    /// @param route where it sends the destination; empty: it has no line for exactly that one
    record Table(String id, Optional<Target> route) {}

    /// Where a route leads.
    ///
    /// @param id such as `eni-…`, `tgw-…`, `tgw-attach-…`
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

    /// Points the line for a destination elsewhere.
    ///
    /// @param to a network interface or a transit gateway
    /// @return the table
    CloudAnswer<String> replace(String table, Cidr destination, Target to);

    /// Adds a line for a destination.
    ///
    /// @param to a network interface or a transit gateway
    /// @return the table
    CloudAnswer<String> create(String table, Cidr destination, Target to);

    /// A route table of a transit gateway, with its static line for exactly a destination; none
    /// when there is no such table.
    ///
    /// @param table `tgw-rtb-…`
    CloudAnswer<List<Table>> transit(String table, Cidr destination);

    /// Points the static line for a destination at an attachment.
    ///
    /// @return the table
    CloudAnswer<String> replaceTransit(String table, Cidr destination, String attachment);

    /// Adds a static line for a destination.
    ///
    /// @return the table
    CloudAnswer<String> createTransit(String table, Cidr destination, String attachment);

    /// The first network interface of an instance.
    CloudAnswer<String> interfaceOf(String instanceId);
}
