package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Transit;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// Whether VPC and site are known in each other's route table of the transit gateway.
record PropagationCheck(Ground ground, TransitLines lines) {

    PropagationCheck(Ground ground) {
        this(ground, new TransitLines(ground));
    }

    CheckResult check() {
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
        propagates(vpc, line, new Networks(ground).ofNodes(), new Networks(ground).others(), look);
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
                lines.notAttached(
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
                lines.notGiven(into.get().id(), Described.ATTACHMENTS, look);
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
            List<Cidr> unknown =
                    behind.stream().filter(cidr -> !Routing.covers(known, cidr)).toList();
            Optional<Cidr> elsewhere =
                    unknown.stream().filter(cidr -> by(routes.get(), cidr).isPresent()).findFirst();
            if (unknown.isEmpty()) {
                look.saw(table + ": " + known + " -> " + id);
            } else if (elsewhere.isPresent()) {
                Cidr cidr = elsewhere.get();
                TransitLines.goesBy(table, cidr, by(routes.get(), cidr).orElseThrow(), look);
            } else if (!lines.prefixList(routes.get(), table, unknown.getFirst(), look)) {
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
                lines.noRoutes(facts, table, look);
            } else {
                ground.notGivenOfTransit(
                        table,
                        Commands.ask(
                                Described.TRANSIT_PROPAGATIONS, table, ground.wanted().region()),
                        look);
            }
        }
    }

    /// The line by which another VPC takes a network.
    private Optional<TransitTableRoute> by(List<TransitTableRoute> routes, Cidr network) {
        return Routing.bestOf(routes, network).filter(lines::goesByVpc);
    }

    /// A network of the VPC in which no node is, as far as that is known.
    private void other(Cidr cidr, String table, String attachment, Look look) {
        new Networks(ground)
                .ask()
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

    private Optional<Transit> transit() {
        return ground.transitId()
                .flatMap(id -> CloudPicture.find(ground.picture().transitGateways(), id));
    }
}
