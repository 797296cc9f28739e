package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// What the transit gateway's route tables hold: that of the site's side the way to the virtual IP,
/// that of the VPC's side the way back.
record TransitTableChecks(Ground ground, TransitLines lines) {

    TransitTableChecks(Ground ground) {
        this(ground, new TransitLines(ground));
    }

    List<CheckResult> all() {
        return List.of(route(), back());
    }

    /// The lines of the route table that an attachment uses; empty, with the reason told, when they
    /// are not known.
    private Optional<List<TransitTableRoute>> routes(
            Optional<Attachment> attachment, String of, Look look) {
        if (attachment.isEmpty()) {
            lines.notAttached(of, look);
            return Optional.empty();
        }
        Ground.Associated with = ground.tableOf(attachment.get());
        if (with.table().isEmpty()) {
            lines.notGiven(attachment.get().id(), Described.ATTACHMENTS, look);
            return Optional.empty();
        }
        String table = with.table().get();
        Optional<TransitTable> facts = CloudPicture.find(ground.picture().transitTables(), table);
        Optional<List<TransitTableRoute>> routes = facts.flatMap(TransitTable::routes);
        if (routes.isEmpty()) {
            lines.noRoutes(facts, table, look);
        }
        return routes;
    }

    private String tableOf(Optional<Attachment> attachment) {
        return attachment.map(ground::tableOf).flatMap(Ground.Associated::table).orElse("");
    }

    private CheckResult route() {
        Look look = new Look(PreflightCheck.TRANSIT_ROUTE);
        Optional<Attachment> line = ground.lineAttachment();
        Optional<Attachment> vpc = ground.attachment();
        String lineId = ground.lineId().orElse(Attachment.DIRECT_CONNECT);
        Optional<List<TransitTableRoute>> routes = routes(line, lineId, look);
        if (routes.isEmpty()) {
            return look.done();
        }
        if (vpc.isEmpty()) {
            lines.notAttached(ground.wanted().vpcId(), look);
            return look.done();
        }
        String table = tableOf(line);
        Cidr wanted = ground.wanted().route();
        Optional<TransitTableRoute> best = Routing.bestOf(routes.get(), wanted);
        look.saw(table + ": " + best.map(TransitTableRoute::text).orElse(wanted + " -"));
        Change change = change(routes.get(), table, wanted, vpc.get().id());
        if (lines.prefixList(routes.get(), table, wanted, look)) {
            return look.done();
        }
        if (best.isEmpty()) {
            look.fail(
                    change,
                    Cause.TRANSIT_ROUTE_MISSING,
                    table,
                    table,
                    wanted.toString(),
                    vpc.get().id());
        } else if (!best.get().active()) {
            look.fail(change, Cause.TRANSIT_ROUTE_BLACKHOLE, table, table, best.get().text());
        } else if (lines.goesByVpc(best.get())) {
            TransitLines.goesBy(table, wanted, best.get(), look);
        } else if (!best.get().attachments().contains(vpc.get().id())) {
            look.fail(
                    change,
                    Cause.TRANSIT_ROUTE_ELSEWHERE,
                    table,
                    table,
                    wanted.toString(),
                    best.get().text(),
                    vpc.get().id());
        }
        return look.done();
    }

    private static Change change(
            List<TransitTableRoute> routes, String table, Cidr network, String attachment) {
        boolean isThere =
                routes.stream()
                        .anyMatch(route ->
                                route.isStatic()
                                        && route.destination().filter(network::equals).isPresent());
        return isThere
                ? new Change.ReplaceTransitRoute(table, network, attachment)
                : new Change.CreateTransitRoute(table, network, attachment);
    }

    private CheckResult back() {
        Look look = new Look(PreflightCheck.TRANSIT_RETURN);
        Optional<Attachment> vpc = ground.attachment();
        Optional<Attachment> line = ground.lineAttachment();
        Optional<List<TransitTableRoute>> routes = routes(vpc, ground.wanted().vpcId(), look);
        if (ground.wanted().sites().isEmpty()) {
            look.unknown(Cause.SITE_NOT_SAID, ground.wanted().vpcId(), "");
        }
        if (routes.isPresent() && line.isEmpty()) {
            lines.notAttached(ground.lineId().orElse(Attachment.DIRECT_CONNECT), look);
        }
        if (routes.isPresent() && line.isPresent()) {
            for (Cidr site : ground.wanted().sites()) {
                back(site, routes.get(), tableOf(vpc), line.get().id(), look);
            }
        }
        return look.done();
    }

    private void back(
            Cidr site, List<TransitTableRoute> routes, String table, String line, Look look) {
        Optional<TransitTableRoute> best = Routing.bestOf(routes, site);
        look.saw(table + ": " + best.map(TransitTableRoute::text).orElse(site + " -"));
        if (lines.prefixList(routes, table, site, look)) {
            return;
        }
        narrower(site, routes, table, line, look);
        if (best.isPresent() && best.get().active() && best.get().attachments().contains(line)) {
            return;
        }
        // A site may announce its network in parts.
        List<Cidr> parts =
                routes.stream()
                        .filter(route -> route.active() && route.attachments().contains(line))
                        .flatMap(route -> route.destination().stream())
                        .filter(part -> part.prefix() > site.prefix())
                        .toList();
        if (Routing.covers(parts, site)) {
            look.saw(table + ": " + parts + " -> " + line);
            return;
        }
        if (best.isPresent() && lines.goesByVpc(best.get())) {
            TransitLines.goesBy(table, site, best.get(), look);
            return;
        }
        Change change = change(routes, table, site, line);
        if (best.isEmpty()) {
            look.fail(change, Cause.TRANSIT_RETURN_MISSING, table, table, site.toString(), line);
        } else if (!best.get().active()) {
            look.fail(change, Cause.TRANSIT_RETURN_BLACKHOLE, table, table, best.get().text());
        } else {
            look.fail(
                    change,
                    Cause.TRANSIT_RETURN_ELSEWHERE,
                    table,
                    table,
                    site.toString(),
                    best.get().text(),
                    line);
        }
    }

    /// Lines for a part of the site's network that take its answers elsewhere.
    private void narrower(
            Cidr site, List<TransitTableRoute> routes, String table, String line, Look look) {
        for (TransitTableRoute route : routes) {
            Optional<Cidr> part =
                    route.destination()
                            .filter(to -> site.contains(to) && to.prefix() > site.prefix());
            // Of two lines for the same part only one is heeded.
            boolean isHeeded =
                    part.flatMap(to -> Routing.bestOf(routes, to))
                            .filter(route::equals)
                            .isPresent();
            boolean isOurs =
                    ground.attachment()
                            .filter(vpc -> route.attachments().contains(vpc.id()))
                            .isPresent();
            if (part.isPresent()
                    && isHeeded
                    && !isOurs
                    && !(route.active() && route.attachments().contains(line))) {
                look.saw(table + ": " + route.text());
                String[] args = {table, part.get().toString(), route.text(), line};
                if (!lines.goesByVpc(route)) {
                    look.fail(Cause.TRANSIT_RETURN_ELSEWHERE, table, args);
                } else if (new Networks(ground).summarized(site).isEmpty()) {
                    look.warn(Cause.TRANSIT_RETURN_ELSEWHERE, table, args);
                }
            }
        }
    }
}
