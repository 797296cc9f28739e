package dev.belay.agent.service;

import dev.belay.agent.cloud.CloudAnswer;
import dev.belay.agent.cloud.DnsWish;
import dev.belay.agent.cloud.RouteWish;
import dev.belay.agent.service.ServicePlan.Reading;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.value.HostName;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

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
        CloudAnswer<RouteWish> wish = RouteWishes.any(design, vip);
        return wish instanceof CloudAnswer.Done<RouteWish>(RouteWish known)
                ? new Reading.Good(
                        new ServiceResource.Routes(
                                resource.name(),
                                vip.id(),
                                known,
                                resource.onUnknown(),
                                resource.operations()))
                : bad(resource.name(), wish.why());
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
                        resource.onUnknown(),
                        resource.operations()));
    }

    static Reading bad(String resource, String why) {
        return new Reading.Bad("resource '" + resource + "': " + why);
    }
}
