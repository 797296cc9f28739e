package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.service.AttributeConstraint;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.LoadBalancerResource;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Services: that they have something to run, where to run it, and an order that can be kept.
final class ServiceChecks {

    private static final int MUST = 1_000_000;

    private ServiceChecks() {}

    static void check(Design design, Findings findings) {
        boolean nowhere = design.nodes().stream().noneMatch(node -> node.role().runsServices());
        Map<ThingId, Service> ownerOf = new HashMap<>();
        for (Service service : design.services()) {
            if (service.resources().isEmpty()) {
                findings.add(ProblemCode.SERVICE_EMPTY, service, Findings.label(service));
            }
            if (nowhere && !design.nodes().isEmpty()) {
                findings.add(ProblemCode.SERVICE_WITHOUT_NODES, service, Findings.label(service));
            }
            routeOrder(service, findings);
            owners(design, service, ownerOf, findings);
            constraints(design, service, findings);
        }
        design.virtualIps().stream()
                .filter(vip -> !ownerOf.containsKey(vip.id()))
                .forEach(vip ->
                        findings.add(
                                ProblemCode.VIP_UNUSED,
                                vip,
                                vip.address().map(Object::toString).orElse(Findings.label(vip))));
    }

    /// The things that a resource moves, which only one service can do.
    private static Optional<ThingId> moved(Resource resource) {
        return switch (resource) {
            case VirtualIpResource ip -> Optional.of(ip.virtualIp());
            case DnsResource dns -> Optional.of(dns.dnsRecord());
            case MirrorResource mirror -> Optional.of(mirror.mirror());
            case RouteTableResource route -> Optional.of(route.virtualIp());
            case SecondaryIpResource secondary -> Optional.of(secondary.virtualIp());
            case OcfResource _,
                    SystemdResource _,
                    ScriptResource _,
                    // It leads to the address, and another may, too.
                    ElasticIpResource _,
                    ConfigSetResource _,
                    LoadBalancerResource _ ->
                    Optional.empty();
        };
    }

    private static void owners(
            Design design, Service service, Map<ThingId, Service> ownerOf, Findings findings) {
        Set<ThingId> own = new HashSet<>();
        service.resources().forEach(resource -> moved(resource).ifPresent(own::add));
        for (ThingId id : own) {
            Service other = ownerOf.putIfAbsent(id, service);
            Optional<Thing> thing = design.find(id);
            if (other != null && thing.isPresent()) {
                findings.add(
                        ProblemCode.SHARED_BY_SERVICES,
                        service,
                        thing.get().kind().code(),
                        Findings.label(thing.get()),
                        Findings.label(other),
                        Findings.label(service));
            }
        }
    }

    private static void routeOrder(Service service, Findings findings) {
        List<Resource> resources = service.resources();
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i) instanceof RouteTableResource route) {
                for (Resource later : resources.subList(i, resources.size())) {
                    if (later instanceof VirtualIpResource ip
                            && ip.virtualIp().equals(route.virtualIp())) {
                        findings.add(
                                Problem.of(
                                        ProblemCode.ROUTE_BEFORE_ADDRESS,
                                        new Place.AtThing(service.id(), "/resources/" + i),
                                        Findings.label(service),
                                        route.name(),
                                        ip.name()));
                    }
                }
            }
        }
    }

    private static void constraints(Design design, Service service, Findings findings) {
        score(service, service.stickiness(), "/stickiness", findings);
        for (int i = 0; i < service.constraints().size(); i++) {
            Constraint constraint = service.constraints().get(i);
            String field = "/constraints/" + i;
            Optional<ThingId> other =
                    switch (constraint) {
                        case LocationConstraint location -> {
                            score(service, location.score(), field + "/score", findings);
                            yield Optional.empty();
                        }
                        case AttributeConstraint attribute -> {
                            score(service, attribute.score(), field + "/score", findings);
                            yield Optional.empty();
                        }
                        case ColocationConstraint with -> {
                            score(service, with.score(), field + "/score", findings);
                            yield Optional.of(with.service());
                        }
                        case OrderConstraint order -> Optional.of(order.after());
                    };
            if (other.filter(service.id()::equals).isPresent()) {
                findings.add(
                        Problem.of(
                                ProblemCode.CONSTRAINT_ON_ITSELF,
                                new Place.AtThing(service.id(), field),
                                Findings.label(service)));
            }
        }
        circle(design, service, findings);
    }

    private static void score(Service service, int score, String field, Findings findings) {
        if (Math.abs((long) score) > MUST) {
            findings.add(
                    Problem.of(
                            ProblemCode.SCORE_OUT_OF_RANGE,
                            new Place.AtThing(service.id(), field),
                            Findings.label(service),
                            Integer.toString(score)));
        }
    }

    private static List<ThingId> waitsFor(Service service) {
        List<ThingId> waits = new ArrayList<>();
        for (Constraint constraint : service.constraints()) {
            if (constraint instanceof OrderConstraint order
                    && !order.after().equals(service.id())) {
                waits.add(order.after());
            }
        }
        return waits;
    }

    /// Follows the orders from a service; when they lead back to it, names who leads there.
    private static void circle(Design design, Service service, Findings findings) {
        Set<ThingId> seen = new HashSet<>();
        Deque<ThingId> next = new ArrayDeque<>(waitsFor(service));
        while (!next.isEmpty()) {
            ThingId id = next.poll();
            Optional<Service> other =
                    seen.add(id) ? design.find(id, Service.class) : Optional.empty();
            if (other.isPresent()) {
                List<ThingId> waits = waitsFor(other.get());
                if (waits.contains(service.id())) {
                    findings.add(
                            ProblemCode.ORDER_CIRCLE,
                            service,
                            Findings.label(service),
                            Findings.label(other.get()));
                    return;
                }
                next.addAll(waits);
            }
        }
    }
}
