package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.SubnetFact;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the route tables of the cluster's VPC have to hold for the virtual IP.
record TableChecks(Ground ground) {

    List<CheckResult> all() {
        return List.of(route(), same(), tables());
    }

    private CheckResult route() {
        Look look = new Look(PreflightCheck.VIP_ROUTE);
        for (String id : ground.wanted().routeTables()) {
            Optional<Table> found = CloudPicture.find(ground.picture().routeTables(), id);
            if (found.isEmpty()) {
                notGiven(id, look);
            } else if (!found.get().vpcId().equals(ground.wanted().vpcId())) {
                look.fail(
                        Cause.TABLE_IN_OTHER_VPC,
                        id,
                        id,
                        found.get().vpcId(),
                        ground.wanted().vpcId());
            }
        }
        unknownTables(look);
        ground.mustLead().forEach((table, why) -> route(table, why, look));
        return look.done();
    }

    /// Subnets that matter and whose route table cannot be said.
    private void unknownTables(Look look) {
        for (Wanted.NodeAt node : ground.wanted().nodes()) {
            Optional<String> subnet = Optional.ofNullable(ground.subnets().get(node));
            if (subnet.isEmpty()) {
                String id = node.instanceId().orElse(node.name());
                look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.INSTANCES), id);
            } else if (ground.tableOf(subnet.get()).isEmpty()) {
                notGiven(subnet.get(), look);
            }
        }
        if (ground.wanted().nodes().isEmpty()) {
            look.unknown(Cause.NO_NODES, ground.wanted().vpcId(), "", ground.wanted().vpcId());
        }
        if (ground.wanted().isBeyondVpc()) {
            unknownEntries(look);
        }
    }

    /// Tables that packets meet first when they come from the transit gateway.
    private void unknownEntries(Look look) {
        String vpc = ground.wanted().vpcId();
        Optional<Attachment> attachment = ground.attachment();
        Optional<List<String>> subnets = attachment.flatMap(Attachment::subnets);
        if (subnets.isPresent()) {
            subnets.get().stream()
                    .filter(subnet -> ground.tableOf(subnet).isEmpty())
                    .forEach(subnet -> notGiven(subnet, look));
        } else if (attachment.isPresent()) {
            String id = attachment.get().id();
            look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.VPC_ATTACHMENTS), id);
        } else if (!ground.vpcAttachments().isEmpty()) {
            look.unknown(
                    Cause.SEVERAL_TRANSIT_GATEWAYS,
                    vpc,
                    "",
                    vpc,
                    String.join(
                            ", ",
                            ground.vpcAttachments().stream()
                                    .map(Attachment::transitGatewayId)
                                    .toList()));
        } else if (ground.picture().isWhole(Described.ATTACHMENTS)
                || ground.picture().isWhole(Described.VPC_ATTACHMENTS)) {
            look.unknown(Cause.NOT_ATTACHED, vpc, "", vpc);
        } else {
            look.unknown(Cause.NOT_GIVEN, vpc, ground.ask(Described.VPC_ATTACHMENTS), vpc);
        }
    }

    private void notGiven(String id, Look look) {
        look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.ROUTE_TABLES), id);
    }

    /// @param why the table must lead to the virtual IP, as {@link Ground#mustLead} says it
    private void route(Table table, String why, Look look) {
        Cidr wanted = ground.wanted().route();
        Optional<TableRoute> route = ground.route(table);
        if (route.isEmpty()) {
            missing(table, why, look);
            return;
        }
        look.saw(table.id() + ": " + route.get().text());
        String target = route.get().target();
        Optional<Change> replace =
                ground.target().map(to -> new Change.ReplaceRoute(table.id(), wanted, to));
        if (!route.get().active()) {
            look.fail(
                    replace,
                    Cause.ROUTE_BLACKHOLE,
                    table.id(),
                    table.id(),
                    wanted.toString(),
                    target.isEmpty() ? "-" : target);
        } else if (route.get().goesByEndpoint()) {
            goesBy(table, route.get(), why, look);
        } else if (!target.startsWith("eni-")) {
            look.fail(
                    replace,
                    Cause.ROUTE_TO_GATEWAY,
                    table.id(),
                    table.id(),
                    wanted.toString(),
                    target.isEmpty() ? "-" : target);
        } else if (ground.besideOf(target).isPresent()) {
            beside(table, target, ground.besideOf(target).get(), look);
        } else if (!ground.isNode(target)) {
            stolen(table, route.get(), replace, look);
        }
    }

    /// A firewall on the way may be wanted. Where it leads on is not in the answers.
    private void goesBy(Table table, TableRoute route, String why, Look look) {
        String[] args = {table.id(), ground.wanted().route().toString(), route.text()};
        if (why.equals(Ground.HAS_ROUTE)) {
            look.warn(Cause.GOES_BY, table.id(), args);
        } else {
            look.unknown(Cause.GOES_BY, table.id(), "", args);
        }
    }

    /// It leads to the right node by an interface that the agent does not use.
    private void beside(Table table, String target, Wanted.NodeAt node, Look look) {
        Cidr wanted = ground.wanted().route();
        Optional<String> first = ground.interfaceOf(node);
        look.fail(
                first.map(to -> new Change.ReplaceRoute(table.id(), wanted, to)),
                Cause.ROUTE_TO_OTHER_INTERFACE,
                table.id(),
                table.id(),
                wanted.toString(),
                target,
                node.name(),
                first.orElse("-"));
    }

    /// It leads to an interface that is none of the nodes' that are known.
    private void stolen(Table table, TableRoute route, Optional<Change> replace, Look look) {
        boolean isKnownOfAll =
                ground.wanted().nodes().stream()
                        .noneMatch(node -> ground.interfaceOf(node).isEmpty());
        if (isKnownOfAll && !ground.wanted().nodes().isEmpty()) {
            look.fail(
                    replace,
                    Cause.ROUTE_STOLEN,
                    table.id(),
                    table.id(),
                    ground.wanted().route().toString(),
                    route.target(),
                    route.instanceId().orElse("-"));
        } else {
            look.unknown(
                    Cause.NOT_GIVEN,
                    route.target(),
                    ground.ask(Described.INSTANCES),
                    route.target());
        }
    }

    private void missing(Table table, String why, Look look) {
        Cidr wanted = ground.wanted().route();
        Optional<Change> create =
                ground.target().map(to -> new Change.CreateRoute(table.id(), wanted, to));
        Optional<TableRoute> instead = Routing.best(table.routes(), wanted);
        if (instead.isEmpty()) {
            look.saw(table.id() + ": " + wanted + " -");
            look.fail(create, Cause.ROUTE_MISSING, table.id(), table.id(), wanted.toString());
            return;
        }
        look.saw(table.id() + ": " + instead.get().text());
        if (instead.get().goesByEndpoint()) {
            goesBy(table, instead.get(), why, look);
            return;
        }
        look.fail(
                create,
                ground.isNode(instead.get().target()) ? Cause.ROUTE_TOO_WIDE : Cause.ROUTE_SHADOWED,
                table.id(),
                table.id(),
                wanted.toString(),
                instead.get().destination().map(Cidr::toString).orElse("?"),
                instead.get().target().isEmpty() ? "-" : instead.get().target());
    }

    private CheckResult same() {
        Look look = new Look(PreflightCheck.VIP_ROUTE_SAME);
        Map<String, List<String>> byTarget = new LinkedHashMap<>();
        for (Table table : ground.tables()) {
            ground.route(table)
                    .filter(TableRoute::active)
                    .filter(route -> ground.isNode(route.target()))
                    .ifPresent(route -> {
                        look.saw(table.id() + ": " + route.text());
                        byTarget.computeIfAbsent(route.target(), _ -> new ArrayList<>())
                                .add(table.id());
                    });
        }
        if (byTarget.size() > 1) {
            List<String> parts = new ArrayList<>();
            byTarget.forEach((to, tables) -> parts.add(String.join(", ", tables) + " -> " + to));
            look.fail(
                    Cause.ROUTES_DISAGREE,
                    ground.wanted().vpcId(),
                    ground.wanted().route().toString(),
                    String.join("; ", parts));
        } else if (byTarget.isEmpty() && ground.picture().isWhole(Described.ROUTE_TABLES)) {
            look.saw(ground.wanted().route() + " -");
        } else if (byTarget.isEmpty() && !ground.picture().isWhole(Described.ROUTE_TABLES)) {
            notGiven(ground.wanted().vpcId(), look);
        }
        return look.done();
    }

    /// Tables in use that need not lead to the virtual IP, and do not.
    private CheckResult tables() {
        Look look = new Look(PreflightCheck.VIP_TABLES);
        if (!ground.picture().isWhole(Described.ROUTE_TABLES)) {
            notGiven(ground.wanted().vpcId(), look);
            return look.done();
        }
        Map<Table, String> must = ground.mustLead();
        for (Table table : ground.tables()) {
            List<String> users = users(table);
            if (must.containsKey(table) || users.isEmpty()) {
                look.saw(table.id() + ": " + must.getOrDefault(table, "-"));
                continue;
            }
            String instead =
                    Routing.best(table.routes(), ground.wanted().route())
                            .map(TableRoute::text)
                            .orElse("-");
            look.saw(table.id() + ": " + String.join(", ", users) + ": " + instead);
            look.warn(
                    Cause.TABLE_WITHOUT_VIP,
                    table.id(),
                    table.id(),
                    ground.wanted().route().toString(),
                    String.join(", ", users),
                    instead);
        }
        return look.done();
    }

    /// Subnets that use a table, the main one's as far as the VPC's subnets are known.
    private List<String> users(Table table) {
        List<String> users = new ArrayList<>(table.subnets());
        if (table.main()) {
            ground.picture().subnets().stream()
                    .filter(subnet -> subnet.vpcId().equals(table.vpcId()))
                    .map(SubnetFact::id)
                    .filter(id ->
                            ground.tables().stream().noneMatch(one -> one.subnets().contains(id)))
                    .forEach(users::add);
        }
        return users;
    }
}
