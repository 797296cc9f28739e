package dev.belay.agent.service;

import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.service.ServicePlan.Reading;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.route.VipRoutes;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.HostName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Resources of the cloud as a design says them, with what it would have to say besides.
final class CloudReading {

    private CloudReading() {}

    static Reading read(Design design, RouteTableResource resource) {
        Optional<VirtualIp> found = design.find(resource.virtualIp(), VirtualIp.class);
        if (found.isEmpty()) {
            return bad(
                    resource.name(),
                    "virtual IP '%s' was wanted, the design has none of that id: correct it"
                            .formatted(resource.virtualIp()));
        }
        VirtualIp vip = found.get();
        if (vip.means() != VirtualIpMeans.ROUTE_TABLE) {
            return bad(
                    resource.name(),
                    "virtual IP '%s' moves on a LAN, which no route table has to follow: choose the means 'route-table', or take the resource out"
                            .formatted(vip.name()));
        }
        if (vip.address().isEmpty()) {
            return bad(
                    resource.name(),
                    "virtual IP '%s' has no address: give it one".formatted(vip.name()));
        }
        VipRoutes routes = VipRoutes.of(design, vip);
        if (routes.vpcs().size() != 1) {
            return bad(
                    resource.name(),
                    "the route tables of virtual IP '%s' were wanted in one VPC, found %s: draw its route tables, or the nodes, in the VPC of the cluster"
                            .formatted(vip.name(), names(routes.vpcs())));
        }
        Vpc vpc = routes.vpcs().getFirst();
        if (vpc.vpcId().isEmpty()) {
            return bad(
                    resource.name(),
                    "VPC '%s' has no id, without which its routes cannot be told from those of others: give it one"
                            .formatted(vpc.name()));
        }
        Optional<RouteTable> nameless =
                routes.tables().stream().filter(one -> one.routeTableId().isEmpty()).findFirst();
        if (nameless.isPresent()) {
            return bad(
                    resource.name(),
                    "route table '%s' has no id: give it one".formatted(nameless.get().name()));
        }
        return new Reading.Good(
                new ServiceResource.Routes(
                        resource.name(),
                        new RouteWish(
                                vpc.region(),
                                vpc.vpcId().get(),
                                Cidr.of(vip.address().get()),
                                routes.tables().stream()
                                        .flatMap(one -> one.routeTableId().stream())
                                        .toList()),
                        resource.operations()));
    }

    private static String names(List<Vpc> vpcs) {
        return vpcs.isEmpty()
                ? "none"
                : vpcs.stream()
                        .map(one -> "'" + one.name() + "'")
                        .collect(Collectors.joining(", "));
    }

    static Reading read(Design design, DnsResource resource) {
        Optional<DnsRecord> found = design.find(resource.dnsRecord(), DnsRecord.class);
        if (found.isEmpty()) {
            return bad(
                    resource.name(),
                    "DNS record '%s' was wanted, the design has none of that id: correct it"
                            .formatted(resource.dnsRecord()));
        }
        DnsRecord record = found.get();
        if (record.zoneId().isEmpty()) {
            return bad(
                    resource.name(),
                    "DNS record '%s' has no id of its hosted zone: give it one"
                            .formatted(record.name()));
        }
        String host = record.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (HostName.parse(host).good().isEmpty()) {
            return bad(
                    resource.name(),
                    "a full name was wanted in DNS record '%s', found '%s': correct it"
                            .formatted(record.name(), record.host()));
        }
        if (record.ttl().compareTo(Duration.ofSeconds(1)) < 0) {
            return bad(
                    resource.name(),
                    "a TTL of at least a second was wanted in DNS record '%s', found %d ms: correct it"
                            .formatted(record.name(), record.ttl().toMillis()));
        }
        return new Reading.Good(
                new ServiceResource.Dns(
                        resource.name(),
                        new DnsWish(
                                record.zoneId().get(),
                                host,
                                record.type(),
                                record.ttl(),
                                record.awaitSync(),
                                record.syncTimeout(),
                                record.deleteOnStop()),
                        resource.operations()));
    }

    private static Reading bad(String resource, String why) {
        return new Reading.Bad("resource '" + resource + "': " + why);
    }
}
