package dev.belay.model.route;

import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.value.Cidr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where in a cloud the routes to a virtual IP are, as the design draws them.
///
/// @param tables that must have one
/// @param vpcs what those are in; where there are none, what the nodes are in
public record VipRoutes(List<RouteTable> tables, List<Vpc> vpcs) {

    public VipRoutes {
        tables = List.copyOf(tables);
        vpcs = List.copyOf(vpcs);
    }

    /// In the tables that the virtual IP names, and in those that have a route to its active node.
    public static VipRoutes of(Design design, VirtualIp vip) {
        Set<RouteTable> tables = named(design, vip);
        design.routeTables().stream().filter(table -> leadsTo(table, vip)).forEach(tables::add);
        return in(design, tables);
    }

    /// In the tables that the virtual IP names, alone: what a running service is begun anew for. A
    /// table that is drawn before it is named changes nothing yet.
    public static VipRoutes ofNamed(Design design, VirtualIp vip) {
        return in(design, named(design, vip));
    }

    private static Set<RouteTable> named(Design design, VirtualIp vip) {
        Set<RouteTable> tables = new LinkedHashSet<>();
        vip.routeTables().forEach(id -> design.find(id, RouteTable.class).ifPresent(tables::add));
        return tables;
    }

    private static VipRoutes in(Design design, Set<RouteTable> tables) {
        Stream<Vpc> around =
                (tables.isEmpty() ? design.nodes() : tables)
                        .stream()
                                .flatMap(one -> design.containerOf(one, Vpc.class).stream())
                                .distinct();
        return new VipRoutes(List.copyOf(tables), around.toList());
    }

    private static boolean leadsTo(RouteTable table, VirtualIp vip) {
        return table.routes().stream()
                .anyMatch(one ->
                        one.target() == RouteTarget.ACTIVE_NODE
                                && one.to().filter(vip.id()::equals).isPresent()
                                && vip.address()
                                        .map(Cidr::of)
                                        .filter(one.destination()::equals)
                                        .isPresent());
    }
}
