package dev.belay.model.check;

import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a cloud has by itself: ids, route tables.
final class CloudChecks {

    private static final String HEX = "[0-9a-f]{8,17}";

    private CloudChecks() {}

    static void check(Design design, Findings findings) {
        ids(design, findings);
        Map<Vpc, RouteTable> mainOf = new HashMap<>();
        for (RouteTable table : design.routeTables()) {
            routes(table, findings);
            Optional<Vpc> vpc = design.containerOf(table, Vpc.class);
            if (table.main() && vpc.isPresent()) {
                RouteTable first = mainOf.putIfAbsent(vpc.get(), table);
                if (first != null) {
                    findings.add(
                            ProblemCode.TWO_MAIN_TABLES,
                            table,
                            Findings.label(vpc.get()),
                            Findings.label(first),
                            Findings.label(table));
                }
            }
        }
    }

    private static void routes(RouteTable table, Findings findings) {
        Set<Cidr> seen = new HashSet<>();
        for (int i = 0; i < table.routes().size(); i++) {
            Route route = table.routes().get(i);
            Place place = new Place.AtThing(table.id(), "/routes/" + i);
            if (!seen.add(route.destination())) {
                findings.add(
                        Problem.of(
                                ProblemCode.DUPLICATE_ROUTE,
                                place,
                                Findings.label(table),
                                route.destination().toString()));
            }
            Optional<ThingKind> wanted = wanted(route.target());
            if (wanted.isPresent() && route.to().isEmpty()) {
                findings.add(
                        Problem.of(
                                ProblemCode.ROUTE_TARGET_MISSING,
                                place,
                                Findings.label(table),
                                route.destination().toString(),
                                wanted.get().code()));
            }
        }
    }

    private static Optional<ThingKind> wanted(RouteTarget target) {
        return switch (target) {
            case NODE -> Optional.of(ThingKind.NODE);
            case TRANSIT_GATEWAY -> Optional.of(ThingKind.TRANSIT_GATEWAY);
            case ACTIVE_NODE -> Optional.of(ThingKind.VIRTUAL_IP);
            case LOCAL, INTERNET_GATEWAY, NAT_GATEWAY -> Optional.empty();
        };
    }

    private static void ids(Design design, Findings findings) {
        design.vpcs().forEach(vpc -> id(vpc, "/vpcId", vpc.vpcId(), "vpc-", findings));
        design.subnets()
                .forEach(subnet -> id(subnet, "/subnetId", subnet.subnetId(), "subnet-", findings));
        design.routeTables()
                .forEach(table ->
                        id(table, "/routeTableId", table.routeTableId(), "rtb-", findings));
        design.transitGateways()
                .forEach(gateway -> {
                    id(gateway, "/gatewayId", gateway.gatewayId(), "tgw-", findings);
                    for (int i = 0; i < gateway.attachments().size(); i++) {
                        id(
                                gateway,
                                "/attachments/" + i + "/attachmentId",
                                gateway.attachments().get(i).attachmentId(),
                                "tgw-attach-",
                                findings);
                    }
                    for (int i = 0; i < gateway.peerings().size(); i++) {
                        id(
                                gateway,
                                "/peerings/" + i + "/attachmentId",
                                gateway.peerings().get(i).attachmentId(),
                                "tgw-attach-",
                                findings);
                    }
                    for (int i = 0; i < gateway.routeTableIds().size(); i++) {
                        id(
                                gateway,
                                "/routeTableIds/" + i,
                                Optional.of(gateway.routeTableIds().get(i)),
                                "tgw-rtb-",
                                findings);
                    }
                });
        design.nodes()
                .forEach(node -> {
                    Optional<CloudInstance> at = node.instance();
                    id(
                            node,
                            "/instance/instanceId",
                            at.flatMap(CloudInstance::instanceId),
                            "i-",
                            findings);
                    id(
                            node,
                            "/instance/networkInterface",
                            at.flatMap(CloudInstance::networkInterface),
                            "eni-",
                            findings);
                });
    }

    static void id(
            Thing thing, String field, Optional<String> id, String prefix, Findings findings) {
        if (id.isPresent()
                && !(id.get().startsWith(prefix)
                        && id.get().substring(prefix.length()).matches(HEX))) {
            findings.add(
                    Problem.of(
                            ProblemCode.BAD_CLOUD_ID,
                            new Place.AtThing(thing.id(), field),
                            Findings.label(thing),
                            id.get(),
                            prefix + "0a1b2c3d"));
        }
    }
}
