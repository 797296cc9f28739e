package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.GatewayAssociationFact;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the Direct Connect gateway has to do: carry the transit gateway, and announce the VPC's
/// networks and the virtual IP. For a transit gateway exactly what is written is announced. Source:
/// "Allowed prefixes interactions", AWS Direct Connect user guide.
record LineChecks(Ground ground) {

    private static final String ASSOCIATED = "associated";
    private static final List<String> ON_THE_WAY = List.of("updating", "associating");

    List<CheckResult> all() {
        return isOtherWay()
                ? List.of(
                        otherWay(PreflightCheck.GATEWAY_ASSOCIATION),
                        otherWay(PreflightCheck.GATEWAY_PREFIXES))
                : List.of(association(), prefixes());
    }

    /// Whether nothing speaks of a Direct Connect gateway, and what is attached is known.
    private boolean isOtherWay() {
        return ground.wanted().directConnectId().isEmpty()
                && ground.transitId().isPresent()
                && ground.lineAttachments().isEmpty()
                && ground.associations().isEmpty()
                && ground.isWholeOfAttachments();
    }

    private CheckResult otherWay(PreflightCheck check) {
        Look look = new Look(check);
        String transit = ground.transitId().orElseThrow();
        List<String> others =
                ground.picture().attachments().stream()
                        .filter(one -> one.transitGatewayId().equals(transit))
                        .filter(one -> !one.type().equals(Attachment.VPC))
                        .map(one -> one.type() + " " + one.id())
                        .toList();
        String ways = others.isEmpty() ? "-" : String.join(", ", others);
        look.unknown(Cause.OTHER_WAY, transit, "", transit, ways);
        return look.done();
    }

    private String ask() {
        return Commands.askAssociations(
                ground.lineId(), ground.transitId(), ground.wanted().region());
    }

    private String name() {
        return ground.lineId().or(ground::transitId).orElse(ground.wanted().vpcId());
    }

    /// The association; empty, with the reason told, when there is none or it cannot be said which.
    private Optional<GatewayAssociationFact> association(Look look) {
        List<GatewayAssociationFact> all = ground.associations();
        if (all.size() == 1) {
            return Optional.of(all.getFirst());
        }
        if (all.isEmpty()) {
            look.unknown(Cause.NOT_GIVEN, name(), ask(), name());
        } else {
            look.unknown(
                    Cause.SEVERAL_LINES,
                    name(),
                    "",
                    ground.transitId().orElse("-"),
                    String.join(
                            ", ", all.stream().map(GatewayAssociationFact::gatewayId).toList()));
        }
        return Optional.empty();
    }

    private CheckResult association() {
        Look look = new Look(PreflightCheck.GATEWAY_ASSOCIATION);
        if (isKnownToBeMissing()) {
            look.fail(
                    create(),
                    Cause.NO_GATEWAY_ASSOCIATION,
                    name(),
                    ground.transitId().orElseThrow(),
                    ground.lineId().orElse("-"));
            return look.done();
        }
        association(look).ifPresent(one -> state(one, look));
        attachments(look);
        return look.done();
    }

    /// AWS lists the associations of one gateway at a time: a list of another one's says nothing.
    private boolean isKnownToBeMissing() {
        List<GatewayAssociationFact> all = ground.picture().gatewayAssociations();
        boolean isOfOurs =
                // An account that owns no gateway gets an empty list of any.
                (all.isEmpty() && ground.wanted().directConnectId().isPresent())
                        || all.stream()
                                .anyMatch(one ->
                                        ground.lineId().filter(one.gatewayId()::equals).isPresent()
                                                || ground.transitId()
                                                        .filter(one.transitGatewayId()::equals)
                                                        .isPresent());
        return ground.associations().isEmpty()
                && isOfOurs
                && ground.transitId().isPresent()
                && ground.picture().isWhole(Described.GATEWAY_ASSOCIATIONS);
    }

    private void state(GatewayAssociationFact one, Look look) {
        look.saw(one.gatewayId() + ": " + one.transitGatewayId() + " " + one.state());
        if (ON_THE_WAY.contains(one.state())) {
            look.warn(
                    Cause.GATEWAY_NOT_ASSOCIATED,
                    one.gatewayId(),
                    one.transitGatewayId(),
                    one.gatewayId(),
                    one.state());
        } else if (!one.state().equals(ASSOCIATED)) {
            look.fail(
                    Cause.GATEWAY_NOT_ASSOCIATED,
                    one.gatewayId(),
                    one.transitGatewayId(),
                    one.gatewayId(),
                    one.state());
        }
    }

    private void attachments(Look look) {
        boolean isKnown = ground.transitId().isPresent() && ground.isWholeOfAttachments();
        if (ground.lineAttachments().isEmpty() && isKnown) {
            look.fail(
                    Cause.NO_LINE_ATTACHMENT,
                    name(),
                    ground.lineId().orElse("-"),
                    ground.transitId().orElseThrow());
        }
        for (Attachment attachment : ground.lineAttachments()) {
            look.saw(attachment.id() + ": " + attachment.resourceId() + " " + attachment.state());
            TransitChecks.state(attachment.id(), attachment.state(), look);
        }
    }

    private Optional<Change> create() {
        List<Cidr> prefixes = new ArrayList<>(new Networks(ground).ofNodes());
        if (prefixes.isEmpty() || ground.lineId().isEmpty()) {
            return Optional.empty();
        }
        prefixes.add(ground.wanted().route());
        return Optional.of(
                new Change.AssociateGateway(
                        ground.lineId().get(), ground.transitId().orElseThrow(), prefixes));
    }

    private CheckResult prefixes() {
        Look look = new Look(PreflightCheck.GATEWAY_PREFIXES);
        Optional<GatewayAssociationFact> found = association(look);
        if (found.isEmpty()) {
            return look.done();
        }
        GatewayAssociationFact one = found.get();
        String allowed =
                String.join(", ", one.allowedPrefixes().stream().map(Cidr::toString).toList());
        look.saw(one.gatewayId() + ": " + (allowed.isEmpty() ? "-" : allowed));
        if (ground.vpc().isEmpty()) {
            look.unknown(
                    Cause.NOT_GIVEN,
                    ground.wanted().vpcId(),
                    ground.ask(Described.VPCS),
                    ground.wanted().vpcId());
        }
        List<Cidr> missing = new ArrayList<>(new Networks(ground).ofNodes());
        missing.add(ground.wanted().route());
        missing.removeIf(cidr -> Routing.covers(one.allowedPrefixes(), cidr));
        for (Cidr cidr : missing) {
            look.fail(
                    new Change.AllowPrefixes(
                            one.id(),
                            one.gatewayId(),
                            one.transitGatewayId(),
                            one.allowedPrefixes(),
                            missing),
                    cidr.equals(ground.wanted().route())
                            ? Cause.PREFIX_VIP_MISSING
                            : Cause.PREFIX_VPC_MISSING,
                    one.gatewayId(),
                    cidr.toString(),
                    one.gatewayId(),
                    one.transitGatewayId(),
                    allowed.isEmpty() ? "-" : allowed);
        }
        new Networks(ground)
                .others().stream()
                        .filter(cidr -> !Routing.covers(one.allowedPrefixes(), cidr))
                        .forEach(cidr -> other(cidr, one, allowed.isEmpty() ? "-" : allowed, look));
        return look.done();
    }

    /// A network of the VPC in which no node is, as far as that is known.
    private void other(Cidr cidr, GatewayAssociationFact one, String allowed, Look look) {
        new Networks(ground)
                .ask()
                .ifPresentOrElse(
                        ask ->
                                look.unknown(
                                        Cause.PREFIX_OTHER_MISSING,
                                        one.gatewayId(),
                                        ask,
                                        cidr.toString(),
                                        one.gatewayId(),
                                        allowed),
                        () ->
                                look.warn(
                                        Cause.PREFIX_OTHER_MISSING,
                                        one.gatewayId(),
                                        cidr.toString(),
                                        one.gatewayId(),
                                        allowed));
    }
}
