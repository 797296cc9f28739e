package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Transit;
import dev.belay.model.preflight.Wanted.NodeAt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the VPC is attached to the transit gateway. What its route tables hold is in {@link
/// TransitTableChecks}.
record TransitChecks(Ground ground) {

    private static final String AVAILABLE = "available";
    private static final String MODIFYING = "modifying";

    List<CheckResult> all() {
        return List.of(attachment(), zones(), association());
    }

    private CheckResult attachment() {
        Look look = new Look(PreflightCheck.TRANSIT_ATTACHMENT);
        List<Attachment> all = ground.vpcAttachments();
        all.forEach(one ->
                look.saw(
                        one.id()
                                + ": "
                                + one.resourceId()
                                + " at "
                                + one.transitGatewayId()
                                + " "
                                + one.state()));
        if (all.isEmpty()) {
            none(look);
        } else if (all.size() > 1) {
            look.unknown(
                    Cause.SEVERAL_TRANSIT_GATEWAYS,
                    ground.wanted().vpcId(),
                    "",
                    ground.wanted().vpcId(),
                    String.join(", ", all.stream().map(Attachment::transitGatewayId).toList()));
        } else {
            state(all.getFirst().id(), all.getFirst().state(), look);
        }
        transit().ifPresent(one -> state(one.id(), one.state(), look));
        return look.done();
    }

    /// While something is modified it goes on.
    static void state(String id, String state, Look look) {
        if (state.equals(MODIFYING)) {
            look.warn(Cause.ATTACHMENT_NOT_AVAILABLE, id, id, state);
        } else if (!state.equals(AVAILABLE)) {
            look.fail(Cause.ATTACHMENT_NOT_AVAILABLE, id, id, state);
        }
    }

    private void none(Look look) {
        String vpc = ground.wanted().vpcId();
        boolean isWhole =
                ground.picture().isWhole(Described.ATTACHMENTS)
                        || ground.picture().isWhole(Described.VPC_ATTACHMENTS);
        if (!isWhole) {
            look.unknown(Cause.NOT_GIVEN, vpc, ground.ask(Described.VPC_ATTACHMENTS), vpc);
            return;
        }
        Set<String> subnets = new LinkedHashSet<>(oneAZone().values());
        Optional<Change> change =
                ground.wanted()
                        .transitGatewayId()
                        .filter(_ -> !subnets.isEmpty())
                        .map(id -> new Change.AttachVpc(id, vpc, List.copyOf(subnets)));
        look.fail(
                change,
                Cause.NO_ATTACHMENT,
                vpc,
                vpc,
                ground.wanted().transitGatewayId().orElse("-"));
    }

    /// One subnet of a node by zone, as an attachment has them.
    private Map<String, String> oneAZone() {
        Map<String, String> byZone = new LinkedHashMap<>();
        ground.subnets()
                .values()
                .forEach(subnet ->
                        ground.zoneOf(subnet).ifPresent(zone -> byZone.putIfAbsent(zone, subnet)));
        return byZone;
    }

    private Optional<Transit> transit() {
        return ground.transitId()
                .flatMap(id -> CloudPicture.find(ground.picture().transitGateways(), id));
    }

    private CheckResult zones() {
        Look look = new Look(PreflightCheck.TRANSIT_ZONES);
        Optional<Attachment> attachment = ground.attachment();
        if (attachment.isEmpty() || attachment.get().subnets().isEmpty()) {
            String id = attachment.map(Attachment::id).orElse(ground.wanted().vpcId());
            if (attachment.isEmpty() && ground.picture().isWhole(Described.VPC_ATTACHMENTS)) {
                look.unknown(Cause.NOT_ATTACHED, id, "", id);
            } else {
                look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.VPC_ATTACHMENTS), id);
            }
            return look.done();
        }
        List<String> subnets = attachment.get().subnets().get();
        Set<String> zones = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String subnet : subnets) {
            ground.zoneOf(subnet).ifPresentOrElse(zones::add, () -> unknown.add(subnet));
        }
        look.saw(attachment.get().id() + ": " + String.join(", ", zones));
        Map<String, String> missing = oneAZone();
        missing.keySet().removeAll(zones);
        if (unknown.isEmpty()) {
            missing.forEach((zone, subnet) -> zone(attachment.get(), zone, missing, look));
        } else if (!missing.isEmpty() || zones.isEmpty()) {
            unknown.forEach(
                    id -> look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.SUBNETS), id));
        }
        for (NodeAt node : ground.wanted().nodes()) {
            Optional<String> subnet = Optional.ofNullable(ground.subnets().get(node));
            if (subnet.flatMap(ground::zoneOf).isEmpty()) {
                String id = subnet.or(node::instanceId).orElse(node.name());
                look.unknown(
                        Cause.NOT_GIVEN,
                        id,
                        ground.ask(subnet.isEmpty() ? Described.INSTANCES : Described.SUBNETS),
                        id);
            }
        }
        return look.done();
    }

    private void zone(Attachment attachment, String zone, Map<String, String> missing, Look look) {
        look.fail(
                new Change.AddSubnets(
                        attachment.id(),
                        attachment.transitGatewayId(),
                        attachment.resourceId(),
                        attachment.subnets().orElse(List.of()),
                        List.copyOf(missing.values())),
                Cause.ATTACHMENT_ZONE_MISSING,
                attachment.id(),
                attachment.id(),
                zone);
    }

    private CheckResult association() {
        Look look = new Look(PreflightCheck.TRANSIT_ASSOCIATION);
        transit()
                .flatMap(Transit::defaultAssociation)
                .ifPresent(on ->
                        look.saw(
                                ground.transitId().orElse("")
                                        + " DefaultRouteTableAssociation "
                                        + on));
        associated(ground.attachment(), ground.wanted().vpcId(), look);
        if (ground.lineAttachments().isEmpty() && ground.isWholeOfAttachments()) {
            // That it is not attached is what the check of the association says.
            return look.done();
        }
        associated(ground.lineAttachment(), ground.lineId().orElse("direct-connect-gateway"), look);
        return look.done();
    }

    private void associated(Optional<Attachment> attachment, String of, Look look) {
        if (attachment.isEmpty()) {
            boolean isByDefault = transit().flatMap(Transit::defaultAssociation).orElse(false);
            if (!isByDefault) {
                ground.notGivenOfTransit(of, ground.ask(Described.ATTACHMENTS), look);
            }
            return;
        }
        Attachment one = attachment.get();
        Ground.Associated with = ground.tableOf(one);
        with.table().ifPresent(table -> look.saw(one.id() + ": " + table));
        if (with.table().isPresent()) {
            return;
        }
        if (with.isKnown()) {
            look.fail(
                    defaultTable(one).map(table -> new Change.Associate(table, one.id())),
                    Cause.ASSOCIATION_MISSING,
                    one.id(),
                    one.id(),
                    one.type());
            return;
        }
        Optional<Boolean> option = transit().flatMap(Transit::defaultAssociation);
        if (option.isEmpty()) {
            look.unknown(
                    Cause.NOT_GIVEN,
                    one.transitGatewayId(),
                    ground.ask(Described.TRANSIT_GATEWAYS),
                    one.transitGatewayId());
        } else if (!option.get()) {
            ground.notGivenOfTransit(one.id(), ground.ask(Described.ATTACHMENTS), look);
        }
    }

    private Optional<String> defaultTable(Attachment attachment) {
        List<CloudPicture.TransitTable> tables = ground.tablesOf(attachment.transitGatewayId());
        return transit()
                .flatMap(Transit::associationTable)
                .or(() ->
                        tables.size() == 1
                                ? Optional.of(tables.getFirst().id())
                                : Optional.empty());
    }
}
