package dev.belay.model.edit;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Note;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.Service;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be taken from the palette, in its order, and what it is on the canvas.
///
/// @param kind of the thing
/// @param role of a node; empty for everything else
/// @param word its first id and name, before a number is put to it
public record PaletteEntry(ThingKind kind, Optional<NodeRole> role, String word) {

    private static final int CARD_WIDTH = 192;
    private static final int CARD_HEIGHT = 72;
    private static final int PLACE_WIDTH = 360;
    private static final int PLACE_HEIGHT = 240;

    /// All of them.
    public static final List<PaletteEntry> ALL =
            List.of(
                    node(NodeRole.ADMIN, "admin"),
                    node(NodeRole.WORKER, "worker"),
                    node(NodeRole.WITNESS, "witness"),
                    node(NodeRole.REMOTE, "remote"),
                    node(NodeRole.GUEST, "guest"),
                    thing(ThingKind.ZONE, "zone"),
                    thing(ThingKind.SITE, "site"),
                    thing(ThingKind.VPC, "vpc"),
                    thing(ThingKind.SUBNET, "subnet"),
                    thing(ThingKind.TRANSIT_GATEWAY, "transit-gateway"),
                    thing(ThingKind.DIRECT_CONNECT_GATEWAY, "direct-connect"),
                    thing(ThingKind.ROUTE_TABLE, "route-table"),
                    thing(ThingKind.LOAD_BALANCER, "balancer"),
                    thing(ThingKind.STATION, "station"),
                    thing(ThingKind.PROXY, "proxy"),
                    thing(ThingKind.DNS_RECORD, "record"),
                    thing(ThingKind.VIRTUAL_IP, "vip"),
                    thing(ThingKind.SERVICE, "service"),
                    thing(ThingKind.MIRROR, "mirror"),
                    thing(ThingKind.FENCE_DEVICE, "fence"),
                    thing(ThingKind.NOTE, "note"));

    private static PaletteEntry node(NodeRole role, String word) {
        return new PaletteEntry(ThingKind.NODE, Optional.of(role), word);
    }

    private static PaletteEntry thing(ThingKind kind, String word) {
        return new PaletteEntry(kind, Optional.empty(), word);
    }

    /// One that the design does not have yet, for [Design#with].
    ///
    /// @param within where it is drawn; where it may not be there it stands on the open canvas
    /// @param x of its left edge, from that of the container
    /// @param y of its top edge, likewise
    public Thing fresh(Design design, Optional<ThingId> within, int x, int y) {
        ThingId id = Numbered.free(design, new ThingId(word + "-1"), Set.of());
        Thing thing = bare(id, id.text());
        Optional<ThingId> container =
                within.filter(in -> Frames.mayBeIn(design, thing, Optional.of(in)));
        Frame frame =
                Kinds.contains(kind)
                        ? new Frame(x, y, PLACE_WIDTH, PLACE_HEIGHT)
                        : new Frame(x, y, CARD_WIDTH, CARD_HEIGHT);
        return thing.withWithin(container).withFrame(Optional.of(frame));
    }

    private Thing bare(ThingId id, String name) {
        return switch (kind) {
            case SITE -> Site.of(id, name);
            case VPC -> Vpc.of(id, name);
            case ZONE -> Zone.of(id, name);
            case SUBNET -> Subnet.of(id, name);
            case NODE -> Node.of(id, name, role.orElse(NodeRole.WORKER));
            case TRANSIT_GATEWAY -> TransitGateway.of(id, name);
            case DIRECT_CONNECT_GATEWAY -> DirectConnectGateway.of(id, name);
            case ROUTE_TABLE -> RouteTable.of(id, name);
            case LOAD_BALANCER -> LoadBalancer.of(id, name);
            case STATION -> Station.of(id, name);
            case PROXY -> Proxy.of(id, name);
            case DNS_RECORD -> DnsRecord.of(id, name, "");
            case VIRTUAL_IP -> VirtualIp.of(id, name);
            case SERVICE -> Service.of(id, name);
            case MIRROR -> Mirror.of(id, name, "");
            case FENCE_DEVICE -> FenceDevice.of(id, name, "");
            case NOTE -> Note.of(id, name);
        };
    }
}
