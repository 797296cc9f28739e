package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The way of a packet to the virtual IP and back, hop by hop, from what the checks found.
record PathProof(Ground ground, List<CheckResult> results) {

    /// A finding breaks a hop only where it is about what is on the way.
    private record Part(PreflightCheck check, Predicate<Finding> isOnTheWay) {}

    List<Hop> hops() {
        List<Hop> hops = new ArrayList<>();
        boolean isBeyond = ground.wanted().isBeyondVpc();
        String site =
                String.join(", ", ground.wanted().sites().stream().map(Cidr::toString).toList());
        String from = site.isEmpty() ? "?" : site;
        String line = ground.lineId().orElse("?");
        String transit = ground.transitId().orElse("?");
        String attachment = ground.attachment().map(Attachment::id).orElse("?");
        if (isBeyond) {
            hops.add(toLine(from, line));
            hops.add(
                    hop(
                            Hop.Step.LINE_TO_TRANSIT,
                            line,
                            transit,
                            all(PreflightCheck.GATEWAY_ASSOCIATION)));
            hops.add(toVpc(transit, attachment));
        }
        String node = node().map(Wanted.NodeAt::name).orElse("?");
        String target = target().orElse("?");
        hops.add(toInterface(isBeyond ? attachment : ground.wanted().vpcId(), target));
        hops.add(
                hop(
                        Hop.Step.INTERFACE_TO_NODE,
                        target,
                        node,
                        of(PreflightCheck.SOURCE_CHECK, this::isOfNode),
                        of(
                                PreflightCheck.INSTANCES,
                                finding ->
                                        isOfNode(finding) || finding.cause() == Cause.NO_NODES)));
        if (isBeyond) {
            hops.add(toTransit(node, transit));
            hops.add(
                    hop(
                            Hop.Step.TRANSIT_TO_LINE,
                            transit,
                            line,
                            of(PreflightCheck.TRANSIT_ASSOCIATION, finding -> !isOfLine(finding)),
                            all(PreflightCheck.TRANSIT_RETURN)));
            hops.add(
                    hop(
                            Hop.Step.LINE_TO_SITE,
                            line,
                            from,
                            all(PreflightCheck.GATEWAY_ASSOCIATION)));
        }
        return hops;
    }

    private Hop toLine(String from, String line) {
        return hop(
                Hop.Step.SITE_TO_LINE,
                from,
                line,
                of(
                        PreflightCheck.GATEWAY_PREFIXES,
                        finding ->
                                finding.cause() != Cause.PREFIX_VPC_MISSING
                                        && finding.cause() != Cause.PREFIX_OTHER_MISSING),
                all(PreflightCheck.VIP_OUTSIDE_SITE));
    }

    private Hop toVpc(String transit, String attachment) {
        return hop(
                Hop.Step.TRANSIT_TO_VPC,
                transit,
                attachment,
                all(PreflightCheck.TRANSIT_ATTACHMENT),
                of(
                        PreflightCheck.TRANSIT_ASSOCIATION,
                        finding -> isOfLine(finding) || finding.outcome() == Outcome.UNKNOWN),
                all(PreflightCheck.TRANSIT_ROUTE));
    }

    /// Only the tables that the packet meets count: those of the subnets in which the transit
    /// gateway has its feet. Where these are not known, all.
    private Hop toInterface(String from, String to) {
        Set<String> met = new LinkedHashSet<>();
        entries().forEach(table -> met.add(table.id()));
        Predicate<Finding> isMet =
                finding ->
                        met.isEmpty()
                                || finding.outcome() != Outcome.FAIL
                                || met.contains(finding.subject());
        Set<String> targets = new LinkedHashSet<>();
        entries()
                .forEach(table ->
                        ground.route(table).map(TableRoute::target).ifPresent(targets::add));
        return hop(
                Hop.Step.VPC_TO_INTERFACE,
                from,
                to,
                all(PreflightCheck.VIP_OUTSIDE_VPC),
                of(PreflightCheck.VIP_ROUTE, isMet),
                of(PreflightCheck.VIP_ROUTE_SAME, _ -> targets.size() != 1));
    }

    private Hop toTransit(String node, String transit) {
        Optional<String> table =
                node().map(ground.subnets()::get).flatMap(ground::tableOf).map(Table::id);
        Optional<String> zone = node().map(ground.subnets()::get).flatMap(ground::zoneOf);
        return hop(
                Hop.Step.NODE_TO_TRANSIT,
                node,
                transit,
                of(
                        PreflightCheck.RETURN_ROUTE,
                        finding ->
                                table.isEmpty()
                                        || finding.subject().equals(table.get())
                                        || !finding.subject().startsWith("rtb-")),
                of(
                        PreflightCheck.TRANSIT_ZONES,
                        finding ->
                                finding.cause() != Cause.ATTACHMENT_ZONE_MISSING
                                        || zone.map(finding.args()::contains).orElse(true)));
    }

    /// The route tables that a packet meets when it comes into the VPC.
    private List<Table> entries() {
        List<Table> tables = new ArrayList<>();
        for (String subnet : ground.attachment().flatMap(Attachment::subnets).orElse(List.of())) {
            ground.tableOf(subnet).filter(one -> !tables.contains(one)).ifPresent(tables::add);
        }
        if (tables.isEmpty() && !ground.wanted().isBeyondVpc()) {
            tables.addAll(ground.mustLead().keySet());
        }
        return tables;
    }

    /// Where the packet gets to: what the first table leads to.
    private Optional<String> target() {
        return entries().stream()
                .flatMap(table -> ground.route(table).stream())
                .map(TableRoute::target)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .or(ground::target);
    }

    /// The node that has the interface; the first one where none has.
    private Optional<Wanted.NodeAt> node() {
        Optional<String> target = target();
        return ground.wanted().nodes().stream()
                .filter(node -> target.filter(id -> ground.isOf(node, id)).isPresent())
                .findFirst()
                .or(() -> ground.wanted().nodes().stream().findFirst());
    }

    private boolean isOfNode(Finding finding) {
        return node().filter(node ->
                        finding.subject().equals(node.name())
                                || node.instanceId().filter(finding.subject()::equals).isPresent()
                                || ground.isOf(node, finding.subject()))
                .isPresent();
    }

    private boolean isOfLine(Finding finding) {
        return ground.lineAttachments().stream()
                .anyMatch(one -> one.id().equals(finding.subject()));
    }

    private static Part all(PreflightCheck check) {
        return new Part(check, _ -> true);
    }

    private static Part of(PreflightCheck check, Predicate<Finding> isOnTheWay) {
        return new Part(check, isOnTheWay);
    }

    private Hop hop(Hop.Step step, String from, String to, Part... parts) {
        List<PreflightCheck> checks = new ArrayList<>();
        Optional<Hop.Reason> broken = Optional.empty();
        Optional<Hop.Reason> unknown = Optional.empty();
        for (Part part : parts) {
            for (CheckResult result : results) {
                if (result.check() != part.check()) {
                    continue;
                }
                checks.add(result.check());
                broken = broken.or(() -> first(result, part, Outcome.FAIL));
                unknown = unknown.or(() -> first(result, part, Outcome.UNKNOWN));
            }
        }
        Hop.State state =
                broken.isPresent()
                        ? Hop.State.BROKEN
                        : unknown.isPresent() ? Hop.State.UNKNOWN : Hop.State.PROVEN;
        Optional<Hop.Reason> other = unknown;
        return new Hop(step, from, to, state, checks, broken.or(() -> other));
    }

    private static Optional<Hop.Reason> first(CheckResult result, Part part, Outcome outcome) {
        return result.findings().stream()
                .filter(finding -> finding.outcome() == outcome)
                .filter(part.isOnTheWay())
                .map(finding -> new Hop.Reason(result.check(), finding))
                .findFirst();
    }
}
