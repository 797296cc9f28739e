package dev.belay.app.topology;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a card says of where packets are handed on: `10.200.0.10/32 → vip-web`.
final class RouteLines {

    private static final int MOST = 6;

    private RouteLines() {}

    /// Empty for what hands nothing on.
    static List<String> of(Thing thing, Design design) {
        List<String> all =
                switch (thing) {
                    case RouteTable table ->
                            table.routes().stream().map(route -> line(route, design)).toList();
                    case TransitGateway gateway ->
                            gateway.routes().stream()
                                    .map(route ->
                                            line(route.destination(), name(route.vpc(), design)))
                                    .toList();
                    case DirectConnectGateway gateway ->
                            gateway.associations().stream()
                                    .flatMap(at ->
                                            at.allowedPrefixes().stream()
                                                    .map(prefix ->
                                                            line(
                                                                    prefix,
                                                                    name(
                                                                            at.transitGateway(),
                                                                            design))))
                                    .toList();
                    default -> List.of();
                };
        return all.size() <= MOST
                ? all
                : Stream.concat(all.stream().limit(MOST - 1), Stream.of("…")).toList();
    }

    private static String line(Route route, Design design) {
        String target =
                route.target() == RouteTarget.LOCAL || route.to().isEmpty()
                        ? route.target().name().toLowerCase(Locale.ROOT).replace('_', '-')
                        : name(route.to().get(), design);
        return line(route.destination(), target);
    }

    private static String line(Cidr destination, String target) {
        return destination + " → " + target;
    }

    private static String name(ThingId id, Design design) {
        return design.find(id).map(Thing::name).orElse(id.toString());
    }

    /// Id first, then where packets are handed on.
    static List<String> after(List<String> lines, Thing thing, Design design) {
        List<String> routes = of(thing, design);
        if (routes.isEmpty()) {
            return lines;
        }
        List<String> all = new ArrayList<>(lines.stream().limit(1).toList());
        all.addAll(routes);
        return List.copyOf(all);
    }
}
