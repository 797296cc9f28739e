package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// An exact change that mends something.
public sealed interface Change {

    /// A new line of a VPC's route table.
    ///
    /// @param to `eni-…` or `tgw-…`
    record CreateRoute(String table, Cidr destination, String to) implements Change {}

    /// Another target for a line of a VPC's route table.
    ///
    /// @param to `eni-…` or `tgw-…`
    record ReplaceRoute(String table, Cidr destination, String to) implements Change {}

    /// The interface takes packets that are not addressed to it.
    ///
    /// @param subnetId where it is; Terraform wants it; empty when it is not known
    record TurnOffSourceCheck(String interfaceId, Optional<String> subnetId) implements Change {}

    /// A VPC is attached.
    record AttachVpc(String transitGatewayId, String vpcId, List<String> subnets)
            implements Change {
        public AttachVpc {
            subnets = List.copyOf(subnets);
        }
    }

    /// A VPC's attachment gets subnets in more zones.
    ///
    /// @param subnets those that it has
    /// @param added those that it gets
    record AddSubnets(
            String attachment,
            String transitGatewayId,
            String vpcId,
            List<String> subnets,
            List<String> added)
            implements Change {
        public AddSubnets {
            subnets = List.copyOf(subnets);
            added = List.copyOf(added);
        }
    }

    /// An attachment uses a route table.
    record Associate(String table, String attachment) implements Change {}

    /// What an attachment leads to is known in a route table.
    record Propagate(String table, String attachment) implements Change {}

    /// A new static line of a transit gateway's route table.
    record CreateTransitRoute(String table, Cidr destination, String attachment)
            implements Change {}

    /// Another target for a static line of a transit gateway's route table.
    record ReplaceTransitRoute(String table, Cidr destination, String attachment)
            implements Change {}

    /// A transit gateway comes to a Direct Connect gateway.
    record AssociateGateway(String gatewayId, String transitGatewayId, List<Cidr> prefixes)
            implements Change {
        public AssociateGateway {
            prefixes = List.copyOf(prefixes);
        }
    }

    /// More is announced to the site.
    ///
    /// @param allowed what is announced now
    /// @param added what is to be announced too
    record AllowPrefixes(
            String association,
            String gatewayId,
            String transitGatewayId,
            List<Cidr> allowed,
            List<Cidr> added)
            implements Change {
        public AllowPrefixes {
            allowed = List.copyOf(allowed);
            added = List.copyOf(added);
        }
    }
}
