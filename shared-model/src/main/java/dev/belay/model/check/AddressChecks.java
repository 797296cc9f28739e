package dev.belay.model.check;

import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterNetwork;
import dev.belay.model.design.Design;
import dev.belay.model.network.Site;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeAddress;
import dev.belay.model.node.NodeRole;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Addresses: that they are there, can be, lie where they are drawn, and are given once.
final class AddressChecks {

    private static final List<Cidr> UNUSABLE =
            List.of(
                    Cidr.parse("0.0.0.0/8").orThrow(),
                    Cidr.parse("224.0.0.0/3").orThrow(),
                    Cidr.parse("::/128").orThrow(),
                    Cidr.parse("ff00::/8").orThrow());

    /// An address and who has it.
    private record Held(Thing thing, String who, String field, IpAddress address) {}

    private AddressChecks() {}

    static void check(Design design, Findings findings) {
        List<Held> held = held(design, findings);
        Map<List<Object>, Held> seen = new HashMap<>();
        for (Held each : held) {
            Held first =
                    seen.putIfAbsent(List.of(scope(design, each.thing()), each.address()), each);
            if (first != null) {
                findings.add(
                        Problem.of(
                                ProblemCode.DUPLICATE_ADDRESS,
                                new Place.AtThing(each.thing().id(), each.field()),
                                each.address().toString(),
                                first.who(),
                                each.who()));
            }
            if (UNUSABLE.stream().anyMatch(network -> network.contains(each.address()))) {
                findings.add(
                        Problem.of(
                                ProblemCode.UNUSABLE_ADDRESS,
                                new Place.AtThing(each.thing().id(), each.field()),
                                each.who(),
                                each.address().toString()));
            }
        }
    }

    /// All addresses that a machine has or will have.
    private static List<Held> held(Design design, Findings findings) {
        List<Held> held = new ArrayList<>();
        for (Node node : design.nodes()) {
            boolean needed = node.role() != NodeRole.GUEST && node.role() != NodeRole.REMOTE;
            drawn(design, node, node.address(), needed, held, findings);
            for (int i = 0; i < node.addresses().size(); i++) {
                NodeAddress more = node.addresses().get(i);
                String field = "/addresses/" + i + "/address";
                held.add(new Held(node, Findings.label(node), field, more.address()));
                network(design, node, more, field, findings);
            }
        }
        design.stations()
                .forEach(
                        station -> drawn(design, station, station.address(), true, held, findings));
        design.virtualIps()
                .forEach(vip -> {
                    if (vip.address().isEmpty()) {
                        findings.add(ProblemCode.ADDRESS_MISSING, vip, Findings.label(vip));
                    }
                    hold(vip, vip.address(), held);
                });
        design.fenceDevices().forEach(device -> hold(device, device.address(), held));
        for (Site site : design.sites()) {
            site.router()
                    .flatMap(router -> router.address())
                    .ifPresent(address ->
                            held.add(
                                    new Held(
                                            site,
                                            Findings.label(site),
                                            "/router/address",
                                            address)));
            for (int i = 0; i < site.clients().size(); i++) {
                held.add(
                        new Held(
                                site,
                                site.clients().get(i).name(),
                                "/clients/" + i + "/address",
                                site.clients().get(i).address()));
            }
        }
        return held;
    }

    private static void hold(Thing thing, Optional<IpAddress> address, List<Held> held) {
        address.ifPresent(
                found -> held.add(new Held(thing, Findings.label(thing), "/address", found)));
    }

    /// A machine that is drawn in a subnet.
    private static void drawn(
            Design design,
            Thing thing,
            Optional<IpAddress> address,
            boolean needed,
            List<Held> held,
            Findings findings) {
        if (address.isEmpty()) {
            if (needed) {
                findings.add(ProblemCode.ADDRESS_MISSING, thing, Findings.label(thing));
            }
            return;
        }
        hold(thing, address, held);
        Optional<Subnet> subnet = design.containerOf(thing, Subnet.class);
        if (subnet.flatMap(Subnet::cidr).isEmpty()) {
            return;
        }
        Cidr cidr = subnet.flatMap(Subnet::cidr).get();
        Place place = new Place.AtThing(thing.id(), "/address");
        if (!cidr.contains(address.get())) {
            findings.add(
                    Problem.of(
                            ProblemCode.ADDRESS_OUTSIDE_SUBNET,
                            place,
                            Findings.label(thing),
                            address.get().toString(),
                            Findings.label(subnet.get()),
                            cidr.toString()));
        } else if (isEnd(address.get(), cidr)) {
            findings.add(
                    Problem.of(
                            ProblemCode.RESERVED_ADDRESS,
                            place,
                            Findings.label(thing),
                            address.get().toString(),
                            cidr.toString()));
        }
    }

    /// Network and broadcast address of an IPv4 network that has more than two addresses.
    private static boolean isEnd(IpAddress address, Cidr cidr) {
        if (address.v6() || cidr.prefix() > 30) {
            return false;
        }
        long host = address.low() - cidr.network().low();
        return host == 0 || host == (1L << (address.bits() - cidr.prefix())) - 1;
    }

    private static void network(
            Design design, Node node, NodeAddress more, String field, Findings findings) {
        if (more.network().isEmpty()) {
            return;
        }
        Optional<ClusterNetwork> network =
                design.cluster().networks().stream()
                        .filter(candidate -> candidate.name().equals(more.network()))
                        .findFirst();
        Place place = new Place.AtThing(node.id(), field);
        if (network.isEmpty()) {
            findings.add(
                    Problem.of(
                            ProblemCode.UNKNOWN_NETWORK,
                            place,
                            Findings.label(node),
                            more.network()));
        } else if (!network.get().cidr().contains(more.address())) {
            findings.add(
                    Problem.of(
                            ProblemCode.ADDRESS_OUTSIDE_NETWORK,
                            place,
                            Findings.label(node),
                            more.address().toString(),
                            more.network(),
                            network.get().cidr().toString()));
        }
    }

    /// Addresses are unique in a VPC, and among all that is in none.
    private static String scope(Design design, Thing thing) {
        return design.containerOf(thing, Vpc.class).map(vpc -> vpc.id().text()).orElse("");
    }
}
