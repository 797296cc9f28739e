package dev.belay.model.plan;

import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.RecordType;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.route.VipRoutes;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What agents run for a service. Two of the same form can't be told apart by who runs them: a
/// service that runs is not restarted for another time limit, or another name of its address. Plans
/// and agents ask the same, so that what is foreseen happens. It may hold secrets.
///
/// @param resources in the order of their start, without their time limits
/// @param things what they stand for, as far as agents heed it
public record Form(List<Resource> resources, List<Object> things) {

    /// Of nothing that runs.
    public static final Form NONE = new Form(List.of(), List.of());

    private static final ThingId ANY = new ThingId("any");

    /// What of a virtual IP an agent heeds.
    private record Address(Object address, int prefix, Object means, String device) {}

    /// What of the routes to it: ids of tables, ids of VPCs, their regions.
    private record Routes(
            Optional<IpAddress> address,
            List<Optional<String>> tables,
            List<Optional<String>> vpcs,
            List<String> regions) {}

    /// What of a DNS record; how long its servers are waited for counts from the next start.
    private record Name(
            String host,
            Optional<String> zoneId,
            RecordType type,
            Duration ttl,
            boolean deleteOnStop) {}

    public Form {
        resources = List.copyOf(resources);
        things = List.copyOf(things);
    }

    public static Form of(Design design, Service service) {
        return new Form(
                service.resources().stream()
                        .map(one -> plain(one.withOperations(Operations.DEFAULT)))
                        .toList(),
                Stream.concat(
                                Atoms.resources(service).map(id -> heeded(design, id)),
                                service.resources().stream()
                                        .flatMap(one -> routes(design, one).stream()))
                        .toList());
    }

    /// As an agent reads it: it has its own words where none are given, and of an address no id.
    private static Resource plain(Resource resource) {
        return switch (resource) {
            case ScriptResource one ->
                    one.withStart(orElse(one.start(), "start"))
                            .withStop(orElse(one.stop(), "stop"))
                            .withStatus(orElse(one.status(), "status"));
            case VirtualIpResource one -> one.withVirtualIp(ANY);
            case RouteTableResource one -> one.withVirtualIp(ANY);
            case DnsResource one -> one.withDnsRecord(ANY);
            case ElasticIpResource one -> one.withVirtualIp(one.virtualIp().map(_ -> ANY));
            case SecondaryIpResource one -> one.withVirtualIp(ANY);
            default -> resource;
        };
    }

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return "form of " + resources.size() + " resources";
    }

    private static List<String> orElse(List<String> arguments, String preset) {
        return arguments.isEmpty() ? List.of(preset) : arguments;
    }

    private static Object heeded(Design design, ThingId id) {
        Thing found = design.find(id).orElse(null);
        if (found instanceof VirtualIp one) {
            return address(one);
        }
        if (found instanceof DnsRecord one) {
            return new Name(
                    one.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""),
                    one.zoneId(),
                    one.type(),
                    one.ttl(),
                    one.deleteOnStop());
        }
        return found == null ? id : found.withFrame(Optional.empty()).withNotes("");
    }

    /// One that the cloud leads here stands for itself alone, and on `lo` where no device is named.
    private static Address address(VirtualIp one) {
        boolean isRouted = one.means() != VirtualIpMeans.LAN;
        return new Address(
                one.address(),
                isRouted ? 0 : one.prefix(),
                one.means(),
                isRouted && one.device().isEmpty() ? "lo" : one.device());
    }

    /// Whether it is moved from one network interface to another.
    static boolean isAtInterface(Resource resource) {
        return resource instanceof ElasticIpResource || resource instanceof SecondaryIpResource;
    }

    private static Optional<Object> routes(Design design, Resource resource) {
        if (isAtInterface(resource)) {
            return Optional.of(NodeVpcs.of(design).regions());
        }
        if (!(resource instanceof RouteTableResource one)) {
            return Optional.empty();
        }
        return design.find(one.virtualIp(), VirtualIp.class)
                .map(vip -> {
                    VipRoutes routes = VipRoutes.ofNamed(design, vip);
                    return new Routes(
                            vip.address(),
                            routes.tables().stream()
                                    .map(RouteTable::routeTableId)
                                    .sorted(Comparator.comparing(id -> id.orElse("")))
                                    .toList(),
                            routes.vpcs().stream().map(Vpc::vpcId).toList(),
                            routes.vpcs().stream().map(Vpc::region).toList());
                });
    }
}
