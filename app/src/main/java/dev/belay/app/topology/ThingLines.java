package dev.belay.app.topology;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a card says of a thing of a design: addresses and ids, which need no translation.
final class ThingLines {

    private static final int MOST = 3;

    private ThingLines() {}

    static List<String> of(Thing thing) {
        var lines = new ArrayList<String>();
        switch (thing) {
            case Site site -> {
                lines.addAll(texts(site.cidrs()));
            }
            case Vpc vpc -> {
                add(lines, vpc.vpcId());
                lines.addAll(texts(vpc.cidrs()));
                add(lines, vpc.region());
            }
            case Zone zone -> add(lines, zone.region());
            case Subnet subnet -> add(lines, subnet.cidr());
            case Node node -> {
                add(lines, node.address());
                add(lines, word(node.role()));
            }
            case TransitGateway gateway -> {
                add(lines, gateway.gatewayId());
                gateway.asn().ifPresent(asn -> lines.add("AS" + asn));
            }
            case DirectConnectGateway gateway -> {
                add(lines, gateway.gatewayId());
                gateway.asn().ifPresent(asn -> lines.add("AS" + asn));
            }
            case RouteTable table -> add(lines, table.routeTableId());
            case LoadBalancer balancer -> {
                add(lines, balancer.host());
                add(lines, balancer.address());
            }
            case Station station -> add(lines, station.address());
            case Proxy proxy -> lines.add(proxy.host().orElse("*") + ":" + proxy.port());
            case DnsRecord record -> add(lines, record.host());
            case VirtualIp address ->
                    address.address().ifPresent(it -> lines.add(it + "/" + address.prefix()));
            case Service service -> {
                if (!service.resources().isEmpty()) {
                    lines.add(word(service.start()));
                }
            }
            case Mirror mirror -> add(lines, mirror.path());
            case FenceDevice device -> {
                add(lines, device.agent());
                add(lines, device.address());
            }
            case Note note -> note.notes().lines().limit(MOST).forEach(lines::add);
            default -> {
                // A kind of a newer design has its name and its icon, and says no more.
            }
        }
        return lines.stream().limit(MOST).toList();
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static void add(List<String> lines, Optional<?> value) {
        value.ifPresent(it -> lines.add(it.toString()));
    }

    private static void add(List<String> lines, String value) {
        if (!value.isEmpty()) {
            lines.add(value);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
