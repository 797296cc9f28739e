package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;

/// What a design wants of a cloud's route tables, whichever node is active.
///
/// @param region such as `eu-central-1`; empty: the one that the node is in
/// @param vpcId `vpc-…`; tables of no other one are read or changed
/// @param destination the virtual IP alone
/// @param tables `rtb-…` that must have the route; those of the VPC that have it are changed too
public record RouteWish(String region, String vpcId, Cidr destination, List<String> tables) {

    public RouteWish {
        tables = List.copyOf(tables);
    }

    /// With the interface that the route is to lead to.
    RouteGoal to(String networkInterface) {
        return new RouteGoal(vpcId, destination, networkInterface, tables);
    }
}
