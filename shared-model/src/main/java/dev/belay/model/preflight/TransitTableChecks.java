package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Transit;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// What the transit gateway's route tables hold: that of the site's side the way to the virtual IP
/// and to the VPC, that of the VPC's side the way back.
record TransitTableChecks(Ground ground) {

    List<CheckResult> all() {
        return List.of(propagation(), route(), back());
    }

    private Optional<Transit> transit() {
        return ground.transitId()
                .flatMap(id -> CloudPicture.find(ground.picture().transitGateways(), id));
    }

    private CheckResult propagation() {
        Look look = new Look(PreflightCheck.TRANSIT_PROPAGATION);
        transit()
                .flatMap(Transit::defaultPropagation)
                .ifPresent(on ->
                        look.saw(
                                ground.transitId().orElse("")
                                        + " DefaultRouteTablePropagation "
                                        + on));
        Optional<Attachment> vpc = ground.attachment();
        Optional<Attachment> line = ground.lineAttachment();
        propagates(vpc, line, ground.nodeCidrs(), ground.otherCidrs(), look);
        propagates(line, vpc, ground.wanted().sites(), List.of(), look);
        return look.done();
    }

    /// Whether what is behind one attachment is known in the route table of the other.
    ///
    /// @param behind what has to be known
    /// @param others what somebody may want to be
    private void propagates(
            Optional<Attachment> from,
            Optional<Attachment> into,
            List<Cidr> behind,
            List<Cidr> others,
            Look look) {
        boolean isByDefault = transit().flatMap(Transit::defaultPropagation).orElse(false);
        if (from.isEmpty() || into.isEmpty()) {
            if (!isByDefault || ground.isWholeOfAttachments()) {
                notAttached(
                        ground.attachment().isEmpty()
                                ? ground.wanted().vpcId()
                                : ground.lineId().orElse(Attachment.DIRECT_CONNECT),
                        look);
            }
            return;
        }
        String id = from.get().id();
        Ground.Associated with = ground.tableOf(into.get());
        if (with.table().isEmpty()) {
            if (!with.isKnown() && !isByDefault) {
                notGiven(into.get().id(), Described.ATTACHMENTS, look);
            }
            return;
        }
        String table = with.table().get();
        Optional<TransitTable> facts = CloudPicture.find(ground.picture().transitTables(), table);
        Optional<List<String>> propagations = facts.flatMap(TransitTable::propagations);
        Optional<List<TransitTableRoute>> routes = facts.flatMap(TransitTable::routes);
        if (propagations.filter(all -> all.contains(id)).isPresent()) {
            look.saw(table + ": " + id + " propagates");
            return;
        }
        if (routes.isPresent() && !(behind.isEmpty() && others.isEmpty())) {
            List<Cidr> known =
                    routes.get().stream()
                            .filter(route -> route.active() && route.attachments().contains(id))
                            .flatMap(route -> route.destination().stream())
                            .toList();
            Optional<Cidr> unknown =
                    behind.stream().filter(cidr -> !Routing.covers(known, cidr)).findFirst();
            Optional<TransitTableRoute> by =
                    unknown.flatMap(cidr -> Routing.bestOf(routes.get(), cidr))
                            .filter(this::goesByVpc);
            if (unknown.isEmpty()) {
                look.saw(table + ": " + known + " -> " + id);
            } else if (by.isPresent()) {
                goesBy(table, unknown.get(), by.get(), look);
            } else if (!prefixList(routes.get(), table, unknown.get(), look)) {
                look.fail(
                        new Change.Propagate(table, id),
                        Cause.PROPAGATION_MISSING,
                        id,
                        id,
                        table,
                        from.get().resourceId());
            }
            others.stream()
                    .filter(cidr -> !Routing.covers(known, cidr))
                    .forEach(cidr -> other(cidr, table, id, look));
            return;
        }
        boolean isDefaultTable =
                transit().flatMap(Transit::propagationTable).filter(table::equals).isPresent();
        if (propagations.isPresent() || !isByDefault || !isDefaultTable) {
            if (propagations.isPresent()) {
                noRoutes(facts, table, look);
            } else {
                ground.notGivenOfTransit(
                        table,
                        Commands.ask(
                                Described.TRANSIT_PROPAGATIONS, table, ground.wanted().region()),
                        look);
            }
        }
    }

    /// A network of the VPC in which no node is, as far as that is known.
    private void other(Cidr cidr, String table, String attachment, Look look) {
        ground.askForNodeCidrs()
                .ifPresentOrElse(
                        ask ->
                                look.unknown(
                                        Cause.NETWORK_NOT_PROPAGATED,
                                        attachment,
                                        ask,
                                        cidr.toString(),
                                        table,
                                        attachment),
                        () ->
                                look.warn(
                                        Cause.NETWORK_NOT_PROPAGATED,
                                        attachment,
                                        cidr.toString(),
                                        table,
                                        attachment));
    }

    /// An attachment that is not there, or of which nothing is known.
    private void notAttached(String of, Look look) {
        if (ground.isWholeOfAttachments()) {
            look.unknown(Cause.NOT_ATTACHED, of, "", of);
        } else {
            notGiven(of, Described.ATTACHMENTS, look);
        }
    }

    private void notGiven(String id, Described what, Look look) {
        ground.notGivenOfTransit(id, ground.ask(what), look);
    }

    /// The lines of the route table that an attachment uses; empty, with the reason told, when they
    /// are not known.
    private Optional<List<TransitTableRoute>> routes(
            Optional<Attachment> attachment, String of, Look look) {
        if (attachment.isEmpty()) {
            notAttached(of, look);
            return Optional.empty();
        }
        Ground.Associated with = ground.tableOf(attachment.get());
        if (with.table().isEmpty()) {
            notGiven(attachment.get().id(), Described.ATTACHMENTS, look);
            return Optional.empty();
        }
        String table = with.table().get();
        Optional<TransitTable> facts = CloudPicture.find(ground.picture().transitTables(), table);
        Optional<List<TransitTableRoute>> routes = facts.flatMap(TransitTable::routes);
        if (routes.isEmpty()) {
            noRoutes(facts, table, look);
        }
        return routes;
    }

    private void noRoutes(Optional<TransitTable> facts, String table, Look look) {
        if (facts.filter(TransitTable::isLarger).isPresent()) {
            look.unknown(Cause.TABLE_TOO_LARGE, table, "", table);
        } else {
            ground.notGivenOfTransit(
                    table,
                    Commands.ask(Described.TRANSIT_ROUTES, table, ground.wanted().region()),
                    look);
        }
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
            notAttached(ground.wanted().vpcId(), look);
            return look.done();
        }
        String table = tableOf(line);
        Cidr wanted = ground.wanted().route();
        Optional<TransitTableRoute> best = Routing.bestOf(routes.get(), wanted);
        look.saw(table + ": " + best.map(TransitTableRoute::text).orElse(wanted + " -"));
        Change change = change(routes.get(), table, wanted, vpc.get().id());
        if (prefixList(routes.get(), table, wanted, look)) {
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
        } else if (goesByVpc(best.get())) {
            goesBy(table, wanted, best.get(), look);
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

    /// Whether lines by prefix lists, whose networks were not given, may decide.
    private boolean prefixList(
            List<TransitTableRoute> routes, String table, Cidr network, Look look) {
        Optional<String> list =
                routes.stream()
                        .filter(route -> route.destination().isEmpty())
                        .flatMap(route -> route.prefixList().stream())
                        .findFirst();
        list.ifPresent(id ->
                look.unknown(
                        Cause.PREFIX_LIST,
                        table,
                        "",
                        table,
                        id,
                        network.toString(),
                        Commands.askPrefixList(id, ground.wanted().region())));
        return list.isPresent();
    }

    /// Whether packets go by another VPC, such as one with a firewall.
    private boolean goesByVpc(TransitTableRoute route) {
        return route.active()
                && route.isToVpc()
                && ground.attachment()
                        .filter(vpc -> route.attachments().contains(vpc.id()))
                        .isEmpty();
    }

    private static void goesBy(String table, Cidr network, TransitTableRoute route, Look look) {
        look.unknown(Cause.GOES_BY, table, "", table, network.toString(), route.text());
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
            notAttached(ground.lineId().orElse(Attachment.DIRECT_CONNECT), look);
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
        if (prefixList(routes, table, site, look)) {
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
        if (best.isPresent() && goesByVpc(best.get())) {
            goesBy(table, site, best.get(), look);
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
                if (!goesByVpc(route)) {
                    look.fail(Cause.TRANSIT_RETURN_ELSEWHERE, table, args);
                } else if (ground.summarized(site).isEmpty()) {
                    look.warn(Cause.TRANSIT_RETURN_ELSEWHERE, table, args);
                }
            }
        }
    }
}
