package dev.belay.model.check;

import dev.belay.model.cloud.Subnet;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Addresses that a cloud moves from one network interface to another: Elastic IPs, and secondary
/// private addresses, which never leave their subnet.
final class CloudAddressChecks {

    private static final String ALLOCATION = "eipalloc-[0-9a-f]{8,17}";

    private CloudAddressChecks() {}

    static void check(Design design, Findings findings) {
        Map<String, String> firstOf = new HashMap<>();
        Map<Optional<ThingId>, String> firstAt = new HashMap<>();
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size(); i++) {
                resource(design, service, i, firstOf, findings);
                if (service.resources().get(i) instanceof ElasticIpResource one) {
                    alone(one, Place.at(service.id(), "/resources/" + i), firstAt, findings);
                }
            }
        }
    }

    private static void resource(
            Design design,
            Service service,
            int index,
            Map<String, String> firstOf,
            Findings findings) {
        Place place = Place.at(service.id(), "/resources/" + index);
        switch (service.resources().get(index)) {
            case ElasticIpResource one -> {
                allocation(service, index, one, firstOf, findings);
                one.virtualIp()
                        .ifPresent(vip -> {
                            means(design, one, vip, place, findings);
                            order(service, index, one, vip, place, findings);
                        });
            }
            case SecondaryIpResource one -> {
                means(design, one, one.virtualIp(), place, findings);
                order(service, index, one, one.virtualIp(), place, findings);
            }
            default -> {}
        }
    }

    private static void allocation(
            Service service,
            int index,
            ElasticIpResource resource,
            Map<String, String> firstOf,
            Findings findings) {
        Place place = Place.at(service.id(), "/resources/" + index + "/allocationId");
        if (resource.allocationId().isEmpty()) {
            findings.add(
                    Problem.of(
                            ProblemCode.ALLOCATION_ID_MISSING,
                            place,
                            resource.name(),
                            Findings.label(service)));
            return;
        }
        String id = resource.allocationId().get();
        if (!id.matches(ALLOCATION)) {
            findings.add(
                    Problem.of(
                            ProblemCode.BAD_CLOUD_ID,
                            place,
                            resource.name(),
                            id,
                            "eipalloc-0a1b2c3d"));
        }
        String first = firstOf.putIfAbsent(id, resource.name());
        if (first != null) {
            findings.add(
                    Problem.of(ProblemCode.ELASTIC_IP_TWICE, place, id, first, resource.name()));
        }
    }

    /// An address of a network interface has one Elastic IP: the next one takes its place.
    private static void alone(
            ElasticIpResource resource,
            Place place,
            Map<Optional<ThingId>, String> firstAt,
            Findings findings) {
        String first = firstAt.putIfAbsent(resource.virtualIp(), resource.name());
        if (first != null) {
            findings.add(
                    Problem.of(
                            ProblemCode.ELASTIC_IPS_AT_ONE_ADDRESS, place, first, resource.name()));
        }
    }

    private static void means(
            Design design, Resource resource, ThingId id, Place place, Findings findings) {
        design.find(id, VirtualIp.class)
                .filter(vip -> vip.means() != VirtualIpMeans.SECONDARY_IP)
                .ifPresent(vip ->
                        findings.add(
                                Problem.of(
                                        ProblemCode.NOT_BY_SECONDARY_IP,
                                        place,
                                        resource.name(),
                                        Findings.label(vip))));
    }

    /// First the address on the node, then what leads packets to it.
    private static void order(
            Service service,
            int index,
            Resource resource,
            ThingId vip,
            Place place,
            Findings findings) {
        for (Resource later : service.resources().subList(index + 1, service.resources().size())) {
            boolean isWaitedFor =
                    switch (later) {
                        case VirtualIpResource one -> one.virtualIp().equals(vip);
                        case SecondaryIpResource one ->
                                resource instanceof ElasticIpResource
                                        && one.virtualIp().equals(vip);
                        default -> false;
                    };
            if (isWaitedFor) {
                findings.add(
                        Problem.of(
                                ProblemCode.ASSIGNED_TOO_EARLY,
                                place,
                                Findings.label(service),
                                resource.name(),
                                later.name()));
            }
        }
    }

    /// Whether the nodes can have a virtual IP as a secondary address.
    static void placed(Design design, VirtualIp vip, Findings findings) {
        IpAddress address = vip.address().orElseThrow();
        Place place = Place.at(vip.id(), "/address");
        if (address.v6()) {
            findings.add(Problem.of(ProblemCode.SECONDARY_IP_VERSION, place, address.toString()));
            return;
        }
        Map<Node, Subnet> known = new LinkedHashMap<>();
        for (Node node : design.nodes()) {
            if (node.role().runsServices()) {
                design.containerOf(node, Subnet.class)
                        .filter(subnet -> subnet.cidr().isPresent())
                        .ifPresent(subnet -> known.put(node, subnet));
            }
        }
        Optional<Subnet> own =
                known.values().stream().filter(one -> contains(one, address)).findFirst();
        if (own.isEmpty()) {
            if (!known.isEmpty()) {
                findings.add(
                        Problem.of(
                                ProblemCode.SECONDARY_IP_OUTSIDE,
                                place,
                                address.toString(),
                                texts(known)));
            }
            return;
        }
        List<String> elsewhere =
                known.entrySet().stream()
                        .filter(one -> !contains(one.getValue(), address))
                        .map(one -> Findings.label(one.getKey()))
                        .toList();
        if (!elsewhere.isEmpty()) {
            findings.add(
                    Problem.of(
                            ProblemCode.SECONDARY_IP_NOT_EVERYWHERE,
                            place,
                            address.toString(),
                            Findings.label(own.get()),
                            String.join(", ", elsewhere)));
        }
    }

    private static boolean contains(Subnet subnet, IpAddress address) {
        return subnet.cidr().filter(cidr -> cidr.contains(address)).isPresent();
    }

    private static String texts(Map<Node, Subnet> known) {
        return known.values().stream()
                .distinct()
                .map(one ->
                        "%s (%s)"
                                .formatted(
                                        Findings.label(one),
                                        one.cidr().map(Cidr::toString).orElse("")))
                .collect(Collectors.joining(", "));
    }
}
