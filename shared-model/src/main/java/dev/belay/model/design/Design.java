package dev.belay.model.design;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Link;
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
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A drawing of a cluster: one immutable tree; undo is a list of them.
///
/// @param cluster what holds for the whole cluster
/// @param configSets sets of files that workers get from the admin
/// @param things everything on the canvas
/// @param links connections that no thing holds as a field
public record Design(
        ClusterSettings cluster, List<ConfigSet> configSets, Things things, List<Link> links) {

    public Design {
        configSets = List.copyOf(configSets);
        links = List.copyOf(links);
    }

    /// A design with nothing on its canvas.
    public static Design empty(ClusterSettings cluster) {
        return new Design(cluster, List.of(), Things.NONE, List.of());
    }

    public Design withCluster(ClusterSettings cluster) {
        return new Design(cluster, configSets, things, links);
    }

    public Design withConfigSets(List<ConfigSet> configSets) {
        return new Design(cluster, configSets, things, links);
    }

    public Design withThings(Things things) {
        return new Design(cluster, configSets, things, links);
    }

    public Design withLinks(List<Link> links) {
        return new Design(cluster, configSets, things, links);
    }

    /// The same with this thing, in the place of the one with its id if there is one.
    public Design with(Thing thing) {
        return withThings(things.with(thing));
    }

    public Optional<Thing> find(ThingId id) {
        return things.find(id);
    }

    public <T extends Thing> Optional<T> find(ThingId id, Class<T> type) {
        return things.find(id, type);
    }

    /// The containers of a thing, from the nearest to the outermost; a circle is walked once.
    public List<Thing> containersOf(Thing thing) {
        List<Thing> containers = new ArrayList<>();
        Set<ThingId> seen = new HashSet<>();
        Optional<Thing> next = thing.within().flatMap(things::find);
        while (next.isPresent() && seen.add(next.get().id())) {
            containers.add(next.get());
            next = next.get().within().flatMap(things::find);
        }
        return containers;
    }

    /// The nearest container of this type that a thing is in.
    public <T extends Thing> Optional<T> containerOf(Thing thing, Class<T> type) {
        return containersOf(thing).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /// An id that is still free: the word itself, or the word and the lowest number from 2.
    public ThingId freeId(String word) {
        ThingId id = new ThingId(word);
        for (int number = 2; things.find(id).isPresent() || isLink(id); number++) {
            id = new ThingId(word + "-" + number);
        }
        return id;
    }

    private boolean isLink(ThingId id) {
        return links.stream().anyMatch(link -> link.id().equals(id));
    }

    public List<Site> sites() {
        return all(ThingKind.SITE);
    }

    public List<Vpc> vpcs() {
        return all(ThingKind.VPC);
    }

    public List<Zone> zones() {
        return all(ThingKind.ZONE);
    }

    public List<Subnet> subnets() {
        return all(ThingKind.SUBNET);
    }

    public List<Node> nodes() {
        return all(ThingKind.NODE);
    }

    public List<TransitGateway> transitGateways() {
        return all(ThingKind.TRANSIT_GATEWAY);
    }

    public List<DirectConnectGateway> directConnectGateways() {
        return all(ThingKind.DIRECT_CONNECT_GATEWAY);
    }

    public List<RouteTable> routeTables() {
        return all(ThingKind.ROUTE_TABLE);
    }

    public List<LoadBalancer> loadBalancers() {
        return all(ThingKind.LOAD_BALANCER);
    }

    public List<Station> stations() {
        return all(ThingKind.STATION);
    }

    public List<Proxy> proxies() {
        return all(ThingKind.PROXY);
    }

    public List<DnsRecord> dnsRecords() {
        return all(ThingKind.DNS_RECORD);
    }

    public List<VirtualIp> virtualIps() {
        return all(ThingKind.VIRTUAL_IP);
    }

    public List<Service> services() {
        return all(ThingKind.SERVICE);
    }

    public List<Mirror> mirrors() {
        return all(ThingKind.MIRROR);
    }

    public List<FenceDevice> fenceDevices() {
        return all(ThingKind.FENCE_DEVICE);
    }

    /// Each kind is one record type, see {@link Kinds}; {@link Things} sorts by it.
    @SuppressWarnings("unchecked")
    private <T extends Thing> List<T> all(ThingKind kind) {
        return (List<T>) things.of(kind);
    }
}
