package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.value.Cidr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How answers leave the VPC: from the nodes' subnets to the transit gateway.
record ReturnChecks(Ground ground) {

    CheckResult check() {
        Look look = new Look(PreflightCheck.RETURN_ROUTE);
        Set<Table> tables = new LinkedHashSet<>();
        for (Wanted.NodeAt node : ground.wanted().nodes()) {
            Optional<String> subnet = Optional.ofNullable(ground.subnets().get(node));
            if (subnet.isEmpty()) {
                String id = node.instanceId().orElse(node.name());
                look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.INSTANCES), id);
                continue;
            }
            ground.tableOf(subnet.get())
                    .ifPresentOrElse(
                            tables::add,
                            () ->
                                    look.unknown(
                                            Cause.NOT_GIVEN,
                                            subnet.get(),
                                            ground.ask(Described.ROUTE_TABLES),
                                            subnet.get()));
        }
        if (ground.wanted().nodes().isEmpty()) {
            look.unknown(Cause.NO_NODES, ground.wanted().vpcId(), "", ground.wanted().vpcId());
        }
        if (ground.wanted().sites().isEmpty()) {
            look.unknown(Cause.SITE_NOT_SAID, ground.wanted().vpcId(), "");
        }
        for (Cidr site : ground.wanted().sites()) {
            overlap(site, look);
            tables.forEach(table -> table(table, site, look));
        }
        return look.done();
    }

    private void overlap(Cidr site, Look look) {
        boolean isSummary = new Networks(ground).summarized(site).isPresent();
        for (Cidr cidr : ground.vpc().map(CloudPicture.VpcFact::cidrs).orElse(List.of())) {
            if (cidr.overlaps(site) && !isSummary) {
                look.fail(
                        Cause.SITE_OVERLAPS_VPC,
                        ground.wanted().vpcId(),
                        site.toString(),
                        cidr.toString(),
                        ground.wanted().vpcId());
            }
        }
    }

    private void table(Table table, Cidr site, Look look) {
        Optional<TableRoute> best = Routing.best(table.routes(), site);
        Optional<String> transit = ground.transitId();
        look.saw(table.id() + ": " + best.map(TableRoute::text).orElse(site + " -"));
        if (best.isPresent() && isToTransit(best.get(), transit)) {
            if (!best.get().active()) {
                look.fail(
                        transit.map(to -> change(table, site, to)),
                        Cause.RETURN_BLACKHOLE,
                        table.id(),
                        table.id(),
                        best.get().destination().orElseThrow().toString());
                return;
            }
            shadows(table, site, transit, look);
            return;
        }
        List<Cidr> parts =
                Routing.inside(table.routes(), site).stream()
                        .filter(route -> route.active() && isToTransit(route, transit))
                        .flatMap(route -> route.destination().stream())
                        .toList();
        if (Routing.covers(parts, site)) {
            shadows(table, site, transit, look);
            return;
        }
        if (best.isPresent() && best.get().goesByEndpoint()) {
            goesBy(table, site, best.get(), look);
            return;
        }
        Optional<TableRoute> list =
                table.routes().stream()
                        .filter(route -> route.prefixList().isPresent())
                        .filter(route -> isToTransit(route, transit))
                        .findFirst();
        if (list.isPresent()) {
            String id = list.get().prefixList().orElseThrow();
            look.unknown(
                    Cause.PREFIX_LIST,
                    table.id(),
                    "",
                    table.id(),
                    id,
                    site.toString(),
                    Commands.askPrefixList(id, ground.wanted().region()));
            return;
        }
        Optional<Change> change = transit.map(to -> change(table, site, to));
        if (best.isPresent() && !isDefault(best.get())) {
            look.fail(
                    change,
                    Cause.RETURN_ELSEWHERE,
                    table.id(),
                    table.id(),
                    site.toString(),
                    best.get().text());
        } else {
            look.fail(
                    change,
                    Cause.RETURN_MISSING,
                    table.id(),
                    table.id(),
                    site.toString(),
                    transit.orElse("-"));
        }
    }

    private void shadows(Table table, Cidr site, Optional<String> transit, Look look) {
        for (TableRoute route : Routing.inside(table.routes(), site)) {
            // The nodes' own virtual IPs are no part of the site, even where they look like it.
            boolean isOurs = ground.isNode(route.target()) || route.target().equals("local");
            // Of two lines for the same part only one is heeded.
            boolean isHeeded =
                    route.destination()
                            .flatMap(to -> Routing.best(table.routes(), to))
                            .filter(route::equals)
                            .isPresent();
            if (isOurs || !isHeeded || (isToTransit(route, transit) && route.active())) {
                continue;
            }
            look.saw(table.id() + ": " + route.text());
            if (route.goesByEndpoint()) {
                goesBy(table, site, route, look);
            } else {
                look.fail(
                        Cause.RETURN_SHADOWED,
                        table.id(),
                        table.id(),
                        site.toString(),
                        route.text());
            }
        }
    }

    private static void goesBy(Table table, Cidr site, TableRoute route, Look look) {
        look.unknown(Cause.GOES_BY, table.id(), "", table.id(), site.toString(), route.text());
    }

    private static boolean isDefault(TableRoute route) {
        return route.destination().filter(to -> to.prefix() == 0).isPresent();
    }

    private static boolean isToTransit(TableRoute route, Optional<String> transit) {
        return transit.map(route.target()::equals).orElse(route.target().startsWith("tgw-"));
    }

    private static Change change(Table table, Cidr site, String to) {
        boolean isThere =
                table.routes().stream()
                        .anyMatch(route -> route.destination().filter(site::equals).isPresent());
        return isThere
                ? new Change.ReplaceRoute(table.id(), site, to)
                : new Change.CreateRoute(table.id(), site, to);
    }
}
