package dev.belay.app.route;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wanted of the design, as the form says it.
///
/// @param vip the virtual IP, drawn or new
/// @param vpcId `vpc-…`; empty: not said
/// @param instances `i-…` by node; empty where it is not said
/// @param tables `rtb-…`, or the id of a drawn table that has none
/// @param service what has the address
/// @param unit of systemd that a new service runs; empty for none
/// @param sites networks on premises; empty: clients are in the VPC
record RouteWish(
        ThingId vip,
        IpAddress address,
        String vpcId,
        Map<ThingId, String> instances,
        List<String> tables,
        ThingId service,
        Optional<String> unit,
        List<Cidr> sites) {
    RouteWish {
        instances = Map.copyOf(instances);
        tables = List.copyOf(tables);
        sites = List.copyOf(sites);
    }
}
