package dev.belay.model.plan;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.plan.Part.Kind;
import dev.belay.model.route.VipRoutes;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.Service;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What differs between two designs as the smallest steps, in the order in which they are safe.
///
/// First what others stand on, then what stands on it; going, the other way round. What may save
/// the cluster comes before what may need it, room is made before it is taken.
final class Atoms {

    /// When a step comes, the first one first.
    private enum Rank {
        /// Only while nothing runs: nothing can be before it.
        TIMING,
        /// Containers, nodes, addresses: what comes or changes, and runs nothing.
        GROUND,
        FENCE_DEVICES,
        FENCING_ON,
        SERVICES_GO,
        NODES_OPEN,
        NODES_CLOSE,
        SERVICES_CHANGE,
        SERVICES_COME,
        FENCING_OFF,
        FENCE_DEVICES_GO,
        GROUND_GOES,
        ORDER
    }

    private final Design from;
    private final Design to;
    private final List<Part> differing;
    private final Map<Rank, List<Step>> ranked = new LinkedHashMap<>();

    Atoms(Design from, Design to) {
        this.from = from;
        this.to = to;
        this.differing = Blend.differing(from, to);
        for (Rank rank : Rank.values()) {
            ranked.put(rank, new ArrayList<>());
        }
    }

    List<Step> inOrder() {
        Map<Part, ThingId> owned = ownedByServices();
        Map<ThingId, List<Part>> ofServices = new LinkedHashMap<>();
        for (Part part : differing) {
            ThingId owner = owned.get(part);
            if (owner != null) {
                ofServices.computeIfAbsent(owner, _ -> new ArrayList<>()).add(part);
            } else {
                sort(part, ofServices);
            }
        }
        addServices(ofServices);
        return ranked.values().stream().flatMap(List::stream).toList();
    }

    private void put(Rank rank, Step step) {
        ranked.getOrDefault(rank, new ArrayList<>()).add(step);
    }

    private void sort(Part part, Map<ThingId, List<Part>> ofServices) {
        List<Part> alone = List.of(part);
        switch (part.kind()) {
            case TIMING ->
                    put(
                            Rank.TIMING,
                            new Step.TimingChanged(
                                    from.cluster().timing().name(),
                                    to.cluster().timing().name(),
                                    alone));
            case FENCING -> {
                boolean on = to.cluster().fencing();
                put(on ? Rank.FENCING_ON : Rank.FENCING_OFF, new Step.FencingSwitched(on, alone));
            }
            case THING -> sortThing(new ThingId(part.id()), alone, ofServices);
            case ORDER -> put(Rank.ORDER, new Step.Drawn(0, 1, 0, alone));
            case CLUSTER, CONFIG_SETS, LINKS -> put(Rank.GROUND, new Step.Drawn(0, 1, 0, alone));
            case CONFIG_SET ->
                    drawn(
                            from.configSets().stream()
                                    .anyMatch(one -> one.name().equals(part.id())),
                            to.configSets().stream().anyMatch(one -> one.name().equals(part.id())),
                            alone);
            case LINK ->
                    drawn(
                            from.links().stream()
                                    .anyMatch(one -> one.id().toString().equals(part.id())),
                            to.links().stream()
                                    .anyMatch(one -> one.id().toString().equals(part.id())),
                            alone);
        }
    }

    private void drawn(boolean isInFrom, boolean isInTo, List<Part> alone) {
        if (!isInTo) {
            put(Rank.GROUND_GOES, new Step.Drawn(0, 0, 1, alone));
        } else if (isInFrom) {
            put(Rank.GROUND, new Step.Drawn(0, 1, 0, alone));
        } else {
            put(Rank.GROUND, new Step.Drawn(1, 0, 0, alone));
        }
    }

    private void sortThing(ThingId id, List<Part> alone, Map<ThingId, List<Part>> ofServices) {
        Optional<Thing> mine = from.find(id);
        Optional<Thing> theirs = to.find(id);
        boolean isOfOneKind =
                mine.isEmpty() || theirs.isEmpty() || mine.get().kind() == theirs.get().kind();
        Thing any = theirs.or(() -> mine).orElseThrow();
        if (mine.isPresent() && theirs.isPresent() && isSame(mine.get(), theirs.get())) {
            drawn(true, true, alone);
            return;
        }
        if (isOfOneKind && any instanceof Service) {
            ofServices.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(alone);
        } else if (isOfOneKind && any instanceof FenceDevice) {
            if (theirs.isEmpty()) {
                put(Rank.FENCE_DEVICES_GO, new Step.FenceDeviceRemoved(id, alone));
            } else if (mine.isEmpty()) {
                put(Rank.FENCE_DEVICES, new Step.FenceDeviceAdded(id, alone));
            } else {
                put(Rank.FENCE_DEVICES, new Step.FenceDeviceChanged(id, alone));
            }
        } else if (mine.isPresent()
                && theirs.isPresent()
                && mine.get() instanceof Node before
                && theirs.get() instanceof Node after
                && isOtherPlace(before, after)) {
            put(
                    isClosed(after) && !isClosed(before) ? Rank.NODES_CLOSE : Rank.NODES_OPEN,
                    new Step.NodeChanged(id, alone));
        } else {
            drawn(mine.isPresent(), theirs.isPresent(), alone);
        }
    }

    /// Whether two things differ in nothing but the drawing: where they stand, and what people
    /// wrote down about them. No agent reads either.
    static boolean isSame(Thing one, Thing other) {
        return one.kind() == other.kind()
                && one.withFrame(other.frame()).withNotes(other.notes()).equals(other);
    }

    /// Likewise, where a thing may be missing.
    static boolean isSame(Optional<Thing> one, Optional<Thing> other) {
        return (one.isPresent() && other.isPresent())
                ? isSame(one.get(), other.get())
                : one.equals(other);
    }

    /// Whether the scheduler may decide otherwise because of it.
    private static boolean isOtherPlace(Node before, Node after) {
        return before.standby() != after.standby()
                || before.maintenance() != after.maintenance()
                || before.serving() != after.serving()
                || before.role() != after.role()
                || !before.within().equals(after.within())
                || !before.attributes().equals(after.attributes());
    }

    private static boolean isClosed(Node node) {
        return node.standby() || node.maintenance() || !node.serving();
    }

    /// Things that are another, and that a service has as its resources: they change with it.
    private Map<Part, ThingId> ownedByServices() {
        Map<Part, ThingId> owned = new LinkedHashMap<>();
        Set<Part> all = new HashSet<>(differing);
        Stream.concat(to.services().stream(), from.services().stream())
                .forEach(service ->
                        Stream.concat(resources(service), grounds(service))
                                .filter(id -> from.find(id).isPresent() && to.find(id).isPresent())
                                .filter(id -> !isSame(from.find(id), to.find(id)))
                                .map(id -> new Part(Kind.THING, id.toString()))
                                .filter(all::contains)
                                .forEach(part -> owned.putIfAbsent(part, service.id())));
        return owned;
    }

    /// Route tables and VPCs, when the service is begun anew for them.
    private Stream<ThingId> grounds(Service service) {
        Optional<Service> former = from.find(service.id(), Service.class);
        Optional<Service> next = to.find(service.id(), Service.class);
        if (former.isEmpty()
                || next.isEmpty()
                || Form.of(from, former.get()).equals(Form.of(to, next.get()))) {
            return Stream.empty();
        }
        return Stream.concat(grounds(from, former.get()), grounds(to, next.get()));
    }

    private static Stream<ThingId> grounds(Design design, Service service) {
        Stream<Thing> around =
                service.resources().stream()
                        .filter(Form::isAtInterface)
                        .limit(1)
                        .flatMap(_ -> NodeVpcs.of(design).vpcs().stream());
        return Stream.concat(routes(design, service), around).map(Thing::id);
    }

    private static Stream<Thing> routes(Design design, Service service) {
        return service.resources().stream()
                .filter(RouteTableResource.class::isInstance)
                .flatMap(one -> References.of((Record) one).stream())
                .flatMap(one -> design.find(one.id(), VirtualIp.class).stream())
                .map(vip -> VipRoutes.ofNamed(design, vip))
                .flatMap(one -> Stream.concat(one.tables().stream(), one.vpcs().stream()));
    }

    /// Things that the resources of a service stand for.
    static Stream<ThingId> resources(Service service) {
        return service.resources().stream()
                .flatMap(one -> References.of((Record) one).stream())
                .map(one -> one.id());
    }

    private void addServices(Map<ThingId, List<Part>> ofServices) {
        List<ThingId> first = leadersFirst(to);
        for (ThingId id : first) {
            List<Part> parts = ofServices.get(id);
            if (parts != null) {
                if (from.find(id, Service.class).isPresent()) {
                    put(Rank.SERVICES_CHANGE, new Step.ServiceChanged(id, parts));
                } else {
                    put(Rank.SERVICES_COME, new Step.ServiceAdded(id, parts));
                }
            }
        }
        for (ThingId id : leadersFirst(from).reversed()) {
            List<Part> parts = ofServices.get(id);
            if (parts != null && to.find(id, Service.class).isEmpty()) {
                put(Rank.SERVICES_GO, new Step.ServiceRemoved(id, parts));
            }
        }
    }

    /// Services in an order in which none comes before one that it waits for or follows; what waits
    /// in a circle comes as it is drawn.
    private static List<ThingId> leadersFirst(Design design) {
        List<ThingId> sorted = new ArrayList<>();
        Set<ThingId> seen = new HashSet<>();
        for (Service service : design.services()) {
            visit(design, service, seen, sorted);
        }
        return sorted;
    }

    /// What a service waits for or wants to be with.
    static Stream<ThingId> leaders(Service service) {
        return service.constraints().stream()
                .flatMap(one ->
                        switch (one) {
                            case OrderConstraint(var after, var _) -> Stream.of(after);
                            case ColocationConstraint(var other, var score) ->
                                    score > 0 ? Stream.of(other) : Stream.empty();
                            default -> Stream.empty();
                        });
    }

    private static void visit(
            Design design, Service service, Set<ThingId> seen, List<ThingId> sorted) {
        if (!seen.add(service.id())) {
            return;
        }
        leaders(service)
                .flatMap(id -> design.find(id, Service.class).stream())
                .forEach(leader -> visit(design, leader, seen, sorted));
        sorted.add(service.id());
    }
}
