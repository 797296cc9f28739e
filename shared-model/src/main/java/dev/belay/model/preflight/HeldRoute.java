package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a route table holds for a virtual IP.
///
/// @param table `rtb-…` or `tgw-rtb-…`
/// @param of the VPC or the transit gateway that has the table; `?` when that was not given
/// @param line that takes the packets, such as `10.200.0.10/32 -> eni-0d41c7f2`; empty: none does
/// @param node that it leads to, by name; empty when it leads to no node's interface
/// @param isOurs whether the table is of the cluster's VPC or its transit gateway
public record HeldRoute(
        String table, String of, Optional<String> line, Optional<String> node, boolean isOurs) {

    /// Of all tables whose lines are known; those of other VPCs only where they have the same
    /// virtual IP.
    public static List<HeldRoute> all(Wanted wanted, CloudPicture picture) {
        Ground ground = new Ground(wanted, picture);
        List<HeldRoute> all = new ArrayList<>();
        for (Table table : picture.routeTables()) {
            boolean isOurs = table.vpcId().equals(wanted.vpcId());
            if (isOurs || ground.route(table).isPresent()) {
                Optional<TableRoute> best = Routing.best(table.routes(), wanted.route());
                all.add(
                        new HeldRoute(
                                table.id(),
                                table.vpcId(),
                                best.map(TableRoute::text),
                                best.flatMap(route -> node(ground, route)),
                                isOurs));
            }
        }
        for (TransitTable table : picture.transitTables()) {
            table.routes()
                    .ifPresent(routes ->
                            all.add(
                                    new HeldRoute(
                                            table.id(),
                                            table.transitGatewayId().orElse("?"),
                                            Routing.bestOf(routes, wanted.route())
                                                    .map(TransitTableRoute::text),
                                            Optional.empty(),
                                            table.transitGatewayId().equals(ground.transitId()))));
        }
        return all;
    }

    private static Optional<String> node(Ground ground, TableRoute route) {
        return ground.wanted().nodes().stream()
                .filter(node -> ground.isOf(node, route.target()))
                .map(Wanted.NodeAt::name)
                .findFirst();
    }
}
