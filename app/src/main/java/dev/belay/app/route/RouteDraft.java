package dev.belay.app.route;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.shape.References;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A design with what the form says: virtual IP, VPC, its route tables, instances of the nodes, and
/// the service. Pure.
final class RouteDraft {

    /// What belongs to a route to the virtual IP and is mended where it is drawn already.
    private static final Set<ProblemCode> ON_THE_WAY =
            EnumSet.of(
                    ProblemCode.VIP_ROUTE_MISSING,
                    ProblemCode.TRANSIT_ROUTE_MISSING,
                    ProblemCode.PREFIX_NOT_ALLOWED,
                    ProblemCode.RETURN_ROUTE_MISSING);

    private final RouteWish wish;
    private final CloudFacts facts;

    private RouteDraft(RouteWish wish, CloudPicture picture) {
        this.wish = wish;
        this.facts = new CloudFacts(picture);
    }

    /// The design with it. What is drawn already keeps its id and all that the form does not say.
    static Design on(Design design, RouteWish wish, CloudPicture picture) {
        return new RouteDraft(wish, picture).draw(design);
    }

    /// The design in force with it, and with nothing else of the drawing but what it refers to.
    ///
    /// @param drawing that belongs to the cluster; the design in force where none does
    static Design in(Design inForce, Design drawing, RouteWish wish, CloudPicture picture) {
        Design draft = on(drawing, wish, picture);
        Design next = inForce;
        VirtualIp vip = draft.find(wish.vip(), VirtualIp.class).orElseThrow();
        for (ThingId table : vip.routeTables()) {
            next = bring(next, draft, table);
        }
        for (ThingId node : wish.instances().keySet()) {
            next = ground(next, draft, node);
        }
        next = bring(next, draft, vip.id());
        next = bring(next, draft, AddressedService.of(draft, wish).id());
        return on(next, wish, picture);
    }

    /// With a thing that is missing, and with all that it refers to.
    private static Design bring(Design into, Design from, ThingId first) {
        Design whole = into;
        List<ThingId> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            ThingId id = open.removeLast();
            Optional<Thing> missing = whole.find(id).isPresent() ? Optional.empty() : from.find(id);
            if (missing.isPresent()) {
                Thing thing = missing.get();
                whole = whole.with(thing);
                thing.within().ifPresent(open::add);
                References.of((Record) thing).forEach(one -> open.add(one.id()));
            }
        }
        return whole;
    }

    /// A node is where it is drawn, when it is in no VPC yet.
    private static Design ground(Design into, Design from, ThingId id) {
        Optional<Node> there = into.find(id, Node.class);
        Optional<Node> drawn = from.find(id, Node.class);
        if (there.isEmpty() || drawn.isEmpty()) {
            return into;
        }
        Node node = there.get();
        boolean isGrounded = into.containerOf(node, Vpc.class).isPresent();
        Optional<ThingId> within = drawn.get().within();
        Design next = isGrounded || within.isEmpty() ? into : bring(into, from, within.get());
        Node placed = isGrounded ? node : node.withWithin(within).withFrame(drawn.get().frame());
        return next.with(
                node.instance().isPresent() ? placed : placed.withInstance(drawn.get().instance()));
    }

    private Design draw(Design design) {
        Optional<Vpc> vpc = vpc(design);
        Design next = vpc.map(design::with).orElse(design);
        for (var one : wish.instances().entrySet()) {
            next = node(next, vpc, one.getKey(), one.getValue());
        }
        List<ThingId> tables = new ArrayList<>();
        for (String key : wish.tables()) {
            RouteTable table = table(next, vpc, key);
            tables.add(table.id());
            next = next.with(table);
        }
        VirtualIp vip = vip(next, vpc, tables);
        next = next.with(vip);
        for (RouteTable table : next.routeTables()) {
            boolean isWanted = vip.routeTables().contains(table.id());
            next = next.with(isWanted ? leading(table) : withoutVip(table));
        }
        return mended(next.with(AddressedService.of(next, wish)));
    }

    private Optional<Vpc> vpc(Design design) {
        if (wish.vpcId().isEmpty()) {
            return Optional.empty();
        }
        Vpc vpc =
                design.vpcs().stream()
                        .filter(one -> one.vpcId().filter(wish.vpcId()::equals).isPresent())
                        .findFirst()
                        .or(() -> nameless(design))
                        .orElseGet(() -> Vpc.of(design.freeId("vpc"), wish.vpcId()));
        return Optional.of(facts.known(vpc.withVpcId(Optional.of(wish.vpcId()))));
    }

    /// The one that is drawn without an id, where there is one alone.
    private static Optional<Vpc> nameless(Design design) {
        List<Vpc> all = design.vpcs().stream().filter(one -> one.vpcId().isEmpty()).toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private Design node(Design design, Optional<Vpc> vpc, ThingId id, String instanceId) {
        Optional<Node> found = design.find(id, Node.class);
        if (found.isEmpty()) {
            return design;
        }
        Node node = found.get();
        CloudInstance instance = node.instance().orElse(CloudInstance.DEFAULT);
        if (!instanceId.isEmpty() && instance.instanceId().filter(instanceId::equals).isEmpty()) {
            instance = CloudInstance.DEFAULT.withInstanceId(Optional.of(instanceId));
        }
        if (instance.networkInterface().isEmpty()) {
            instance = instance.withNetworkInterface(facts.interfaceOf(instance.instanceId()));
        }
        Node known =
                instance.equals(CloudInstance.DEFAULT)
                        ? node
                        : node.withInstance(Optional.of(instance));
        Design next = design.with(known);
        return vpc.isPresent() && design.containerOf(node, Vpc.class).isEmpty()
                ? facts.placed(next, known, vpc.get())
                : next;
    }

    private RouteTable table(Design design, Optional<Vpc> vpc, String key) {
        Optional<RouteTable> drawn =
                design.routeTables().stream()
                        .filter(one ->
                                one.routeTableId().filter(key::equals).isPresent()
                                        || one.id().text().equals(key))
                        .findFirst();
        return drawn.orElseGet(() ->
                facts.known(
                        RouteTable.of(design.freeId("rtb"), key)
                                .withRouteTableId(Optional.of(key))
                                .withWithin(vpc.map(Vpc::id)),
                        design));
    }

    private VirtualIp vip(Design design, Optional<Vpc> vpc, List<ThingId> tables) {
        VirtualIp vip =
                design.find(wish.vip(), VirtualIp.class)
                        .orElseGet(() ->
                                VirtualIp.of(wish.vip(), wish.vip().text())
                                        .withWithin(vpc.map(Vpc::id)));
        return vip.withMeans(VirtualIpMeans.ROUTE_TABLE)
                .withAddress(Optional.of(wish.address()))
                .withPrefix(wish.address().v6() ? 128 : 32)
                .withRouteTables(tables);
    }

    /// With its line to the virtual IP, in place of another one to the same address.
    private RouteTable leading(RouteTable table) {
        Cidr destination = Cidr.of(wish.address());
        Route route = new Route(destination, RouteTarget.ACTIVE_NODE, Optional.of(wish.vip()));
        List<Route> routes = new ArrayList<>(table.routes());
        if (routes.stream().filter(this::isOfVip).toList().equals(List.of(route))) {
            return table;
        }
        routes.removeIf(one -> isOfVip(one) || one.destination().equals(destination));
        routes.add(route);
        return table.withRoutes(routes);
    }

    /// Of a table that was chosen before and is not any more.
    private RouteTable withoutVip(RouteTable table) {
        return table.withRoutes(table.routes().stream().filter(one -> !isOfVip(one)).toList());
    }

    private boolean isOfVip(Route route) {
        return route.target() == RouteTarget.ACTIVE_NODE
                && route.to().filter(wish.vip()::equals).isPresent();
    }

    /// Lines that lead to the address and back, where what they stand in is drawn.
    private Design mended(Design after) {
        List<String> others = new ArrayList<>();
        for (VirtualIp one : after.virtualIps()) {
            if (!one.id().equals(wish.vip()) && one.address().isPresent()) {
                others.add(one.address().get().toString());
                others.add(Cidr.of(one.address().get()).toString());
            }
        }
        Design next = after;
        for (Problem problem : DesignChecks.check(after)) {
            if (ON_THE_WAY.contains(problem.code())
                    && problem.args().stream().noneMatch(others::contains)) {
                Design now = next;
                next = problem.fix().map(fix -> fix.apply(now)).orElse(next);
            }
        }
        return next;
    }
}
