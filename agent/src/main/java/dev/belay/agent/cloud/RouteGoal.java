package dev.belay.agent.cloud;

import dev.belay.model.route.RoutePlace;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Set;

/// Where the routes to a virtual IP are to lead in one place.
///
/// @param destination the virtual IP alone
/// @param place tables of no other one are read or changed
/// @param to `eni-…` of the active node, `tgw-…` or `tgw-attach-…`
/// @param elsewhere tables that are another goal's
record RouteGoal(Cidr destination, RoutePlace place, RouteApi.Target to, Set<String> elsewhere) {

    RouteGoal {
        elsewhere = Set.copyOf(elsewhere);
    }

    /// The place, for people.
    String where() {
        return switch (place) {
            case RoutePlace.InVpc one -> one.vpcId();
            case RoutePlace.Transit one -> one.table();
        };
    }

    /// Whether a route in a table that the design does not name is the cluster's, too.
    boolean isOurs(RouteApi.Target found) {
        boolean isOfNobody = found.isBlackhole() && found.id().equals(RouteApi.Target.NOTHING);
        boolean isOfNode = found.isInterface() || isOfNobody;
        return switch (place) {
            case RoutePlace.Active one ->
                    isOfNode || one.gateway().filter(found.id()::equals).isPresent();
            case RoutePlace.Standby one -> isOfNode || one.gateway().equals(found.id());
            case RoutePlace.Client _, RoutePlace.Transit _ -> false;
        };
    }

    /// Whether a place without any such route is wrong: packets end in the active node's VPC.
    boolean needsOne() {
        return place instanceof RoutePlace.Active;
    }

    CloudAnswer<List<RouteApi.Table>> read(RouteApi api) {
        return switch (place) {
            case RoutePlace.InVpc one -> api.tables(one.vpcId(), destination, one.tables());
            case RoutePlace.Transit one -> api.transit(one.table(), destination);
        };
    }

    CloudAnswer<String> replace(RouteApi api, String table) {
        return switch (place) {
            case RoutePlace.InVpc _ -> api.replace(table, destination, to);
            case RoutePlace.Transit one -> api.replaceTransit(table, destination, one.attachment());
        };
    }

    CloudAnswer<String> create(RouteApi api, String table) {
        return switch (place) {
            case RoutePlace.InVpc _ -> api.create(table, destination, to);
            case RoutePlace.Transit one -> api.createTransit(table, destination, one.attachment());
        };
    }
}
