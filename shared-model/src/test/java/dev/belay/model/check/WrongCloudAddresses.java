package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One design for each problem of [CloudAddressChecks].
final class WrongCloudAddresses {

    private static final ThingId VIP = new ThingId("vip-web");
    private static final ThingId WEB = new ThingId("web");

    private WrongCloudAddresses() {}

    static Map<ProblemCode, Design> all(Design ec2) {
        Design placed = at(ec2, "10.0.110.50");
        Resource address = VirtualIpResource.of("web-ip", VIP);
        Resource secondary = SecondaryIpResource.of("web-secondary", VIP);
        return Map.of(
                ProblemCode.ALLOCATION_ID_MISSING,
                with(ec2, ElasticIpResource.of("public")),
                ProblemCode.ELASTIC_IP_TWICE,
                with(ec2, elastic("public"), elastic("other")),
                ProblemCode.ELASTIC_IPS_AT_ONE_ADDRESS,
                with(ec2, elastic("public"), another("other")),
                ProblemCode.NOT_BY_SECONDARY_IP,
                with(ec2, address, secondary),
                ProblemCode.ASSIGNED_TOO_EARLY,
                with(placed, secondary, address),
                ProblemCode.SECONDARY_IP_VERSION,
                with(at(ec2, "2001:db8::5"), address, secondary),
                ProblemCode.SECONDARY_IP_OUTSIDE,
                with(at(ec2, "10.0.199.50"), address, secondary),
                ProblemCode.SECONDARY_IP_NOT_EVERYWHERE,
                with(placed, address, secondary));
    }

    static ElasticIpResource elastic(String name) {
        return ElasticIpResource.of(name).withAllocationId(Optional.of("eipalloc-0a1b2c3d"));
    }

    static ElasticIpResource another(String name) {
        return ElasticIpResource.of(name).withAllocationId(Optional.of("eipalloc-0b2c3d4e"));
    }

    /// With the virtual IP of the service `web` as a secondary address.
    static Design at(Design ec2, String address) {
        VirtualIp vip = ec2.find(VIP, VirtualIp.class).orElseThrow();
        return ec2.with(
                vip.withMeans(VirtualIpMeans.SECONDARY_IP)
                        .withRouteTables(List.of())
                        .withAddress(Optional.of(IpAddress.parse(address).orThrow())));
    }

    /// With these as all that the service `web` has.
    static Design with(Design design, Resource... resources) {
        Service web = design.find(WEB, Service.class).orElseThrow();
        return design.with(web.withResources(List.of(resources)));
    }
}
