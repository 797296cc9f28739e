package dev.belay.model.route;

import java.util.List;
import java.util.Optional;

/// One place of a cloud where routes to a virtual IP are kept right while a certain node is active,
/// and where they lead there.
public sealed interface RoutePlace {

    /// Such as `eu-central-1`; empty: the one that the node is in.
    String region();

    /// Route tables that must have the route: `rtb-…`, `tgw-rtb-…`.
    List<String> tables();

    /// Route tables of one VPC.
    sealed interface InVpc extends RoutePlace {

        /// `vpc-…`; tables of no other one are read or changed here.
        String vpcId();
    }

    /// The VPC of the active node: routes lead to its network interface. Tables that are not named
    /// follow where they have such a route.
    ///
    /// @param gateway `tgw-…` to which routes lead here while the active node is in another VPC;
    ///   empty where all nodes are in this one
    record Active(String region, String vpcId, List<String> tables, Optional<String> gateway)
            implements InVpc {
        public Active {
            tables = List.copyOf(tables);
        }
    }

    /// A VPC with nodes none of which is the active one: routes lead to its transit gateway. Tables
    /// that are not named follow where they have a route to a network interface.
    ///
    /// @param gateway `tgw-…`
    record Standby(String region, String vpcId, List<String> tables, String gateway)
            implements InVpc {
        public Standby {
            tables = List.copyOf(tables);
        }
    }

    /// Tables, and no others, of a VPC in which routes lead to its transit gateway whichever node
    /// is active.
    ///
    /// @param gateway `tgw-…`
    record Client(String region, String vpcId, List<String> tables, String gateway)
            implements InVpc {
        public Client {
            tables = List.copyOf(tables);
        }
    }

    /// A route table of a transit gateway: its static route leads to the attachment of the active
    /// node's VPC, or over a peering to the gateway that has it.
    ///
    /// @param table `tgw-rtb-…`
    /// @param attachment `tgw-attach-…`
    record Transit(String region, String table, String attachment) implements RoutePlace {

        @Override
        public List<String> tables() {
            return List.of(table);
        }
    }
}
