package dev.belay.model.design;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Note;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.Service;
import dev.belay.model.station.LoadBalancer;
import dev.belay.model.station.Station;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import java.util.EnumSet;
import java.util.Set;

/// Which record stands for each kind of thing, and which containers it may be drawn in.
public final class Kinds {

    private Kinds() {}

    /// The record of a kind.
    public static Class<? extends Thing> typeOf(ThingKind kind) {
        return switch (kind) {
            case SITE -> Site.class;
            case VPC -> Vpc.class;
            case ZONE -> Zone.class;
            case SUBNET -> Subnet.class;
            case NODE -> Node.class;
            case TRANSIT_GATEWAY -> TransitGateway.class;
            case DIRECT_CONNECT_GATEWAY -> DirectConnectGateway.class;
            case ROUTE_TABLE -> RouteTable.class;
            case LOAD_BALANCER -> LoadBalancer.class;
            case STATION -> Station.class;
            case PROXY -> Proxy.class;
            case DNS_RECORD -> DnsRecord.class;
            case VIRTUAL_IP -> VirtualIp.class;
            case SERVICE -> Service.class;
            case MIRROR -> Mirror.class;
            case FENCE_DEVICE -> FenceDevice.class;
            case NOTE -> Note.class;
        };
    }

    /// Kinds of the containers that a thing of this kind may be drawn in: site ⊃ VPC ⊃ zone ⊃
    /// subnet ⊃ node. Everything may also stand on the open canvas.
    public static Set<ThingKind> containersOf(ThingKind kind) {
        return switch (kind) {
            case SITE, TRANSIT_GATEWAY, DIRECT_CONNECT_GATEWAY -> EnumSet.noneOf(ThingKind.class);
            case VPC -> EnumSet.of(ThingKind.SITE);
            case ZONE, DNS_RECORD, SERVICE, MIRROR -> EnumSet.of(ThingKind.SITE, ThingKind.VPC);
            case SUBNET -> EnumSet.of(ThingKind.SITE, ThingKind.VPC, ThingKind.ZONE);
            case ROUTE_TABLE -> EnumSet.of(ThingKind.VPC);
            case NODE, LOAD_BALANCER, STATION, PROXY, VIRTUAL_IP, FENCE_DEVICE, NOTE ->
                    EnumSet.of(ThingKind.SITE, ThingKind.VPC, ThingKind.ZONE, ThingKind.SUBNET);
        };
    }

    /// Whether other things can be drawn in one of this kind.
    public static boolean contains(ThingKind kind) {
        return switch (kind) {
            case SITE, VPC, ZONE, SUBNET -> true;
            case NODE,
                    TRANSIT_GATEWAY,
                    DIRECT_CONNECT_GATEWAY,
                    ROUTE_TABLE,
                    LOAD_BALANCER,
                    STATION,
                    PROXY,
                    DNS_RECORD,
                    VIRTUAL_IP,
                    SERVICE,
                    MIRROR,
                    FENCE_DEVICE,
                    NOTE ->
                    false;
        };
    }
}
