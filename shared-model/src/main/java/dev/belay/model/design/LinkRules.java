package dev.belay.model.design;

import dev.belay.model.network.LinkKind;
import dev.belay.model.thing.ThingKind;
import java.util.List;

/// Which things a drawn edge may connect, as data: the editor lights up these ends, the checks
/// refuse others.
public final class LinkRules {

    /// How an edge is kept.
    public enum Keeping {
        /// As a link of its own.
        LINK,
        /// In a field of the thing that it starts at.
        FIELD
    }

    /// One kind of edge that can be drawn.
    ///
    /// @param from where it starts
    /// @param to where it ends
    /// @param keeping how it is kept
    /// @param link kind of the link; {@link LinkKind#NETWORK} where no link is kept
    /// @param field the field of {@code from} that holds it; empty where a link is kept
    public record LinkRule(
            ThingKind from, ThingKind to, Keeping keeping, LinkKind link, String field) {}

    /// All of them.
    public static final List<LinkRule> ALL =
            List.of(
                    link(LinkKind.DIRECT_CONNECT, ThingKind.SITE, ThingKind.DIRECT_CONNECT_GATEWAY),
                    link(LinkKind.NETWORK, ThingKind.SITE, ThingKind.SITE),
                    link(LinkKind.NETWORK, ThingKind.SITE, ThingKind.VPC),
                    link(LinkKind.NETWORK, ThingKind.SITE, ThingKind.TRANSIT_GATEWAY),
                    link(LinkKind.NETWORK, ThingKind.VPC, ThingKind.VPC),
                    link(LinkKind.NETWORK, ThingKind.ZONE, ThingKind.ZONE),
                    link(LinkKind.NETWORK, ThingKind.SITE, ThingKind.LOAD_BALANCER),
                    link(LinkKind.NETWORK, ThingKind.SITE, ThingKind.PROXY),
                    link(LinkKind.NETWORK, ThingKind.VPC, ThingKind.PROXY),
                    link(LinkKind.NETWORK, ThingKind.NODE, ThingKind.NODE),
                    field(
                            ThingKind.DIRECT_CONNECT_GATEWAY,
                            ThingKind.TRANSIT_GATEWAY,
                            "associations"),
                    field(ThingKind.TRANSIT_GATEWAY, ThingKind.VPC, "attachments"),
                    field(ThingKind.SUBNET, ThingKind.ROUTE_TABLE, "routeTable"),
                    field(ThingKind.VIRTUAL_IP, ThingKind.ROUTE_TABLE, "routeTables"),
                    field(ThingKind.LOAD_BALANCER, ThingKind.NODE, "members"),
                    field(ThingKind.LOAD_BALANCER, ThingKind.STATION, "members"),
                    field(ThingKind.PROXY, ThingKind.NODE, "users"),
                    field(ThingKind.MIRROR, ThingKind.NODE, "members"),
                    field(ThingKind.MIRROR, ThingKind.STATION, "members"),
                    field(ThingKind.FENCE_DEVICE, ThingKind.NODE, "targets"),
                    field(ThingKind.SERVICE, ThingKind.VIRTUAL_IP, "resources"),
                    field(ThingKind.SERVICE, ThingKind.DNS_RECORD, "resources"),
                    field(ThingKind.SERVICE, ThingKind.MIRROR, "resources"),
                    field(ThingKind.SERVICE, ThingKind.LOAD_BALANCER, "resources"),
                    field(ThingKind.SERVICE, ThingKind.SERVICE, "constraints"),
                    field(ThingKind.SERVICE, ThingKind.NODE, "constraints"),
                    field(ThingKind.SERVICE, ThingKind.ZONE, "constraints"),
                    field(ThingKind.SERVICE, ThingKind.SITE, "constraints"));

    private LinkRules() {}

    private static LinkRule link(LinkKind kind, ThingKind from, ThingKind to) {
        return new LinkRule(from, to, Keeping.LINK, kind, "");
    }

    private static LinkRule field(ThingKind from, ThingKind to, String field) {
        return new LinkRule(from, to, Keeping.FIELD, LinkKind.NETWORK, field);
    }

    /// What an edge from one kind to the other can be; nothing when none can be drawn.
    public static List<LinkRule> between(ThingKind from, ThingKind to) {
        return ALL.stream().filter(rule -> rule.from() == from && rule.to() == to).toList();
    }

    /// Whether a link of this kind may connect these two, in either direction.
    public static boolean allows(LinkKind kind, ThingKind one, ThingKind other) {
        return ALL.stream()
                .anyMatch(rule ->
                        rule.keeping() == Keeping.LINK
                                && rule.link() == kind
                                && ((rule.from() == one && rule.to() == other)
                                        || (rule.from() == other && rule.to() == one)));
    }
}
