package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;

/// Where the routes to a virtual IP are to lead.
///
/// @param vpcId tables of no other one are read or changed
/// @param destination the virtual IP alone
/// @param networkInterface `eni-…` of the active node
/// @param tables `rtb-…` that must have the route
public record RouteGoal(
        String vpcId, Cidr destination, String networkInterface, List<String> tables) {

    public RouteGoal {
        tables = List.copyOf(tables);
    }
}
