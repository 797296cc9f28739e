package dev.belay.agent.cloud;

import dev.belay.model.route.RoutePlace;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a design wants of a cloud's routes to a virtual IP while a node is active.
///
/// @param destination the virtual IP alone
/// @param places the VPC of the active node first
public record RouteWish(Cidr destination, List<RoutePlace> places) {

    public RouteWish {
        places = List.copyOf(places);
    }

    /// In the one VPC that all nodes are in.
    ///
    /// @param region such as `eu-central-1`; empty: the one that the node is in
    /// @param vpcId `vpc-…`; tables of no other one are read or changed
    /// @param tables `rtb-…` that must have the route; those of the VPC that have it are changed
    ///   too
    public RouteWish(String region, String vpcId, Cidr destination, List<String> tables) {
        this(destination, List.of(new RoutePlace.Active(region, vpcId, tables, Optional.empty())));
    }

    /// Of the active node.
    public String region() {
        return places.getFirst().region();
    }

    /// Of all places.
    public SortedSet<String> regions() {
        return places.stream()
                .map(RoutePlace::region)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Of all places that are in one: `vpc-…`.
    public SortedSet<String> vpcIds() {
        return places.stream()
                .filter(RoutePlace.InVpc.class::isInstance)
                .map(one -> ((RoutePlace.InVpc) one).vpcId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The VPCs in which a node can be active, for people.
    public String vpcs() {
        return places.stream()
                .flatMap(one ->
                        switch (one) {
                            case RoutePlace.Active it -> Optional.of(it.vpcId()).stream();
                            case RoutePlace.Standby it -> Optional.of(it.vpcId()).stream();
                            case RoutePlace.Client _, RoutePlace.Transit _ ->
                                    Optional.<String>empty().stream();
                        })
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// With the interface that routes in the active node's VPC are to lead to.
    List<RouteGoal> to(String networkInterface) {
        return places.stream().map(one -> goal(one, networkInterface)).toList();
    }

    private RouteGoal goal(RoutePlace place, String networkInterface) {
        var named =
                places.stream()
                        .filter(one -> !one.equals(place))
                        .flatMap(one -> one.tables().stream())
                        .collect(Collectors.toSet());
        return new RouteGoal(destination, place, target(place, networkInterface), named);
    }

    private static RouteApi.Target target(RoutePlace place, String networkInterface) {
        return switch (place) {
            case RoutePlace.Active _ -> new RouteApi.Target(networkInterface, true, false);
            case RoutePlace.Standby one -> new RouteApi.Target(one.gateway(), false, false);
            case RoutePlace.Client one -> new RouteApi.Target(one.gateway(), false, false);
            case RoutePlace.Transit one -> new RouteApi.Target(one.attachment(), false, false);
        };
    }
}
