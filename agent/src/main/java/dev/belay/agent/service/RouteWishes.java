package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudAnswer;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.route.VipPaths;
import dev.belay.model.route.VipPaths.Gap;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where routes to a virtual IP lead, as a design says it, or what it would have to say besides.
public final class RouteWishes {

    private RouteWishes() {}

    /// While a node is active.
    ///
    /// @param active as the design draws it; empty: it does not
    /// @return empty when the design has no such virtual IP any more
    public static Optional<CloudAnswer<RouteWish>> at(
            Design design, ThingId virtualIp, Optional<Node> active) {
        return design.find(virtualIp, VirtualIp.class)
                .filter(one -> one.address().isPresent())
                .map(vip -> at(design, vip, active));
    }

    private static CloudAnswer<RouteWish> at(Design design, VirtualIp vip, Optional<Node> active) {
        List<Vpc> homes = VipPaths.homes(design, vip);
        if (active.isEmpty() && homes.size() != 1) {
            return refused(
                    "this node was wanted in a VPC of virtual IP '%s', and the design does not draw it: draw it"
                            .formatted(vip.name()));
        }
        VipPaths paths =
                active.map(node -> VipPaths.of(design, vip, node))
                        .orElseGet(() -> VipPaths.of(design, vip, homes.getFirst()));
        return paths.gaps().isEmpty()
                ? new CloudAnswer.Done<>(wish(vip, paths))
                : refused(words(design, vip, paths.gaps().getFirst()));
    }

    private static CloudAnswer<RouteWish> refused(String why) {
        return new CloudAnswer.Refused<>("NotDrawn", why);
    }

    /// Whichever node is active.
    ///
    /// @return for one in the first of the VPCs; refused when one of them lacks anything
    static CloudAnswer<RouteWish> any(Design design, VirtualIp vip) {
        List<Vpc> homes = VipPaths.homes(design, vip);
        if (homes.isEmpty()) {
            return refused(outOfOne(vip, homes));
        }
        List<VipPaths> all = homes.stream().map(home -> VipPaths.of(design, vip, home)).toList();
        return all.stream()
                .flatMap(one -> one.gaps().stream())
                .findFirst()
                .map(gap -> refused(words(design, vip, gap)))
                .orElseGet(() -> new CloudAnswer.Done<>(wish(vip, all.getFirst())));
    }

    private static RouteWish wish(VirtualIp vip, VipPaths paths) {
        return new RouteWish(Cidr.of(vip.address().orElseThrow()), paths.places());
    }

    private static String outOfOne(VirtualIp vip, List<Vpc> homes) {
        return "the route tables of virtual IP '%s' were wanted in one VPC, found %s: draw its route tables, or the nodes, in the VPC of the cluster"
                .formatted(vip.name(), names(homes));
    }

    private static String words(Design design, VirtualIp vip, Gap gap) {
        String thing = gap.thing().name();
        return switch (gap.kind()) {
            case NO_VPC_ID ->
                    "VPC '%s' has no id, without which its routes cannot be told from those of others: give it one"
                            .formatted(thing);
            case NO_TABLE_ID -> "route table '%s' has no id: give it one".formatted(thing);
            case NODE_ELSEWHERE ->
                    "node '%s' was wanted in a VPC of virtual IP '%s', found none: draw it in one of %s"
                            .formatted(thing, vip.name(), names(VipPaths.homes(design, vip)));
            case NO_GATEWAY ->
                    outOfOne(vip, VipPaths.homes(design, vip))
                            + "; or, for several, attach '%s' to one transit gateway with an id"
                                    .formatted(thing);
            case NO_WAY ->
                    "transit gateway '%s' has to lead virtual IP '%s' to VPC '%s', and has neither an attachment nor a peering with an id: give it one"
                            .formatted(thing, vip.name(), gap.other().name());
            case NO_TRANSIT_TABLE ->
                    "transit gateway '%s' does not say which of its route tables have the route to virtual IP '%s': name them"
                            .formatted(thing, vip.name());
        };
    }

    private static String names(List<Vpc> vpcs) {
        return vpcs.isEmpty()
                ? "none"
                : vpcs.stream()
                        .map(one -> "'" + one.name() + "'")
                        .collect(Collectors.joining(", "));
    }
}
