package dev.belay.model.edit;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.GatewayAssociation;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.VpcAttachment;
import dev.belay.model.design.Design;
import dev.belay.model.design.LinkRules;
import dev.belay.model.design.LinkRules.Keeping;
import dev.belay.model.design.LinkRules.LinkRule;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Link;
import dev.belay.model.network.LinkKind;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.LoadBalancerResource;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.shape.References;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Edges that are drawn by hand: where one may end, and what it becomes. An edge is a link of its
/// own, or a reference in a field of the thing that it starts at ([LinkRules]); an edge that is
/// drawn the wrong way round is taken for the right one.
public final class Wiring {

    private static final int LIKES = 100;

    private Wiring() {}

    /// Whether an edge may be drawn between two things, either way round.
    public static boolean mayConnect(Design design, ThingId from, ThingId to) {
        return rule(design, from, to).isPresent();
    }

    /// Everything that an edge from there may end at.
    public static List<ThingId> ends(Design design, ThingId from) {
        return design.things().all().stream()
                .map(Thing::id)
                .filter(to -> mayConnect(design, from, to))
                .toList();
    }

    /// Draws the edge; the same design where it may not be drawn or is there already.
    public static Design connected(Design design, ThingId from, ThingId to) {
        return rule(design, from, to)
                .map(known -> {
                    boolean isTurned = known.isTurned();
                    ThingId one = isTurned ? to : from;
                    ThingId other = isTurned ? from : to;
                    return known.rule().keeping() == Keeping.LINK
                            ? linked(design, known.rule().link(), one, other)
                            : referring(design, one, other);
                })
                .orElse(design);
    }

    /// Takes every edge between two things away, whichever way round it is kept. What a thing can't
    /// do without stays.
    public static Design disconnected(Design design, ThingId one, ThingId other) {
        List<Link> links =
                design.links().stream()
                        .filter(link ->
                                !(link.from().equals(one) && link.to().equals(other))
                                        && !(link.from().equals(other) && link.to().equals(one)))
                        .toList();
        Design next = links.size() == design.links().size() ? design : design.withLinks(links);
        return forgetting(forgetting(next, one, other), other, one);
    }

    private static Design forgetting(Design design, ThingId owner, ThingId gone) {
        Optional<Thing> thing = design.find(owner);
        if (thing.isEmpty() || !(thing.get() instanceof Record written)) {
            return design;
        }
        Optional<? extends Record> without =
                References.rewritten(
                        written, id -> Optional.of(id).filter(kept -> !kept.equals(gone)));
        return without.map(Thing.class::cast)
                .filter(changed -> !changed.equals(thing.get()))
                .map(design::with)
                .orElse(design);
    }

    private record Known(LinkRule rule, boolean isTurned) {}

    private static Optional<Known> rule(Design design, ThingId from, ThingId to) {
        Optional<Thing> one = design.find(from);
        Optional<Thing> other = design.find(to);
        if (one.isEmpty() || other.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        List<LinkRule> straight = LinkRules.between(one.get().kind(), other.get().kind());
        if (!straight.isEmpty()) {
            return Optional.of(new Known(straight.getFirst(), false));
        }
        return LinkRules.between(other.get().kind(), one.get().kind()).stream()
                .findFirst()
                .map(rule -> new Known(rule, true));
    }

    private static Design linked(Design design, LinkKind kind, ThingId from, ThingId to) {
        boolean isThere =
                design.links().stream()
                        .anyMatch(link ->
                                link.kind() == kind
                                        && ((link.from().equals(from) && link.to().equals(to))
                                                || (link.from().equals(to)
                                                        && link.to().equals(from))));
        if (isThere) {
            return design;
        }
        List<Link> links = new ArrayList<>(design.links());
        links.add(Link.of(design.freeId("link"), from, to).withKind(kind));
        return design.withLinks(links);
    }

    private static Design referring(Design design, ThingId from, ThingId to) {
        Thing owner = design.find(from).orElseThrow();
        boolean isThere =
                References.of((Record) owner).stream().anyMatch(one -> one.id().equals(to));
        if (isThere) {
            return design;
        }
        Thing target = design.find(to).orElseThrow();
        return switch (owner) {
            case DirectConnectGateway gateway ->
                    design.with(
                            gateway.withAssociations(
                                    more(
                                            gateway.associations(),
                                            new GatewayAssociation(to, List.of()))));
            case TransitGateway gateway ->
                    design.with(
                            gateway.withAttachments(
                                    more(gateway.attachments(), VpcAttachment.of(to))));
            case Subnet subnet -> design.with(subnet.withRouteTable(Optional.of(to)));
            case VirtualIp one -> design.with(one.withRouteTables(more(one.routeTables(), to)));
            case LoadBalancer one -> design.with(one.withMembers(more(one.members(), to)));
            case Proxy one -> design.with(one.withUsers(more(one.users(), to)));
            case Mirror one -> design.with(one.withMembers(more(one.members(), to)));
            case FenceDevice one -> design.with(one.withTargets(more(one.targets(), to)));
            case Service service -> design.with(with(service, target));
            default ->
                    throw new IllegalStateException(
                            "no edge is kept in a thing of the kind " + owner.kind());
        };
    }

    private static Service with(Service service, Thing target) {
        Optional<Resource> resource =
                switch (target) {
                    case VirtualIp one ->
                            Optional.of(
                                    VirtualIpResource.of(freeName(service, one.name()), one.id()));
                    case DnsRecord one ->
                            Optional.of(DnsResource.of(freeName(service, one.name()), one.id()));
                    case Mirror one ->
                            Optional.of(MirrorResource.of(freeName(service, one.name()), one.id()));
                    case LoadBalancer one ->
                            Optional.of(
                                    LoadBalancerResource.of(
                                            freeName(service, one.name()), one.id()));
                    default -> Optional.empty();
                };
        if (resource.isPresent()) {
            return service.withResources(more(service.resources(), resource.get()));
        }
        Constraint constraint =
                target instanceof Service
                        ? new OrderConstraint(target.id(), true)
                        : new LocationConstraint(target.id(), LIKES);
        return service.withConstraints(more(service.constraints(), constraint));
    }

    private static String freeName(Service service, String wanted) {
        String word = wanted.isBlank() ? "resource" : wanted;
        String name = word;
        for (int number = 2; isTaken(service, name); number++) {
            name = word + "-" + number;
        }
        return name;
    }

    private static boolean isTaken(Service service, String name) {
        return service.resources().stream().anyMatch(one -> one.name().equals(name));
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
