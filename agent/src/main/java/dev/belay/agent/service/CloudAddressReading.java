package dev.belay.agent.service;

import dev.belay.agent.cloud.ElasticIpWish;
import dev.belay.agent.cloud.SecondaryIpWish;
import dev.belay.agent.service.ServicePlan.Reading;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.plan.NodeVpcs;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Addresses that the cloud moves between network interfaces, as a design says them.
final class CloudAddressReading {

    private CloudAddressReading() {}

    static Reading read(Design design, ElasticIpResource resource) {
        if (resource.allocationId().isEmpty()) {
            return CloudReading.bad(
                    resource.name(), "it names no Elastic IP: give it an allocation id");
        }
        Function<Optional<IpAddress>, Reading> good =
                address ->
                        inRegion(
                                design,
                                resource.name(),
                                region ->
                                        new ServiceResource.ElasticIp(
                                                resource.name(),
                                                new ElasticIpWish(
                                                        region,
                                                        resource.allocationId().get(),
                                                        address,
                                                        resource.disassociateOnStop()),
                                                resource.onUnknown(),
                                                resource.operations()));
        return resource.virtualIp()
                .map(id ->
                        address(design, resource.name(), id, one -> good.apply(Optional.of(one))))
                .orElseGet(() -> good.apply(Optional.empty()));
    }

    static Reading read(Design design, SecondaryIpResource resource) {
        return address(
                design,
                resource.name(),
                resource.virtualIp(),
                address ->
                        inRegion(
                                design,
                                resource.name(),
                                region ->
                                        new ServiceResource.SecondaryIp(
                                                resource.name(),
                                                new SecondaryIpWish(
                                                        region, address, resource.unassignOnStop()),
                                                resource.onUnknown(),
                                                resource.operations())));
    }

    /// Of a virtual IP that moves as a secondary address.
    private static Reading address(
            Design design, String resource, ThingId id, Function<IpAddress, Reading> then) {
        Optional<VirtualIp> found = design.find(id, VirtualIp.class);
        if (found.isEmpty()) {
            return CloudReading.bad(
                    resource,
                    "virtual IP '%s' was wanted, the design has none of that id: correct it"
                            .formatted(id));
        }
        VirtualIp vip = found.get();
        if (vip.means() != VirtualIpMeans.SECONDARY_IP) {
            return CloudReading.bad(
                    resource,
                    "virtual IP '%s' is no secondary address of a network interface: choose the means 'secondary-ip', or take the resource out"
                            .formatted(vip.name()));
        }
        if (vip.address().isEmpty()) {
            return CloudReading.bad(
                    resource, "virtual IP '%s' has no address: give it one".formatted(vip.name()));
        }
        if (vip.address().get().v6()) {
            return CloudReading.bad(
                    resource,
                    "an address of IPv4 was wanted in virtual IP '%s', found '%s', which the cloud takes from no other network interface: choose one of IPv4, or the means 'route-table'"
                            .formatted(vip.name(), vip.address().get()));
        }
        return then.apply(vip.address().get());
    }

    private static Reading inRegion(
            Design design, String resource, Function<String, ServiceResource> then) {
        List<String> regions = NodeVpcs.of(design).regions();
        return regions.size() > 1
                ? CloudReading.bad(
                        resource,
                        "nodes of one region were wanted, which such an address never leaves, found them in %s: take the resource out, or the nodes"
                                .formatted(
                                        regions.stream()
                                                .map(one -> "'" + one + "'")
                                                .collect(Collectors.joining(", "))))
                : new Reading.Good(then.apply(regions.isEmpty() ? "" : regions.getFirst()));
    }
}
