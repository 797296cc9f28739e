package dev.belay.app.route;

import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.CloudPicture.Fact;
import dev.belay.model.preflight.CloudPicture.Instance;
import dev.belay.model.preflight.CloudPicture.SubnetFact;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.preflight.CloudPicture.VpcFact;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;

/// What drawn things learn from the answers of AWS: nothing that a person wrote down is changed.
/// Pure.
record CloudFacts(CloudPicture picture) {

    private static <F extends Fact> Optional<F> find(List<F> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// With its networks and its region.
    Vpc known(Vpc vpc) {
        String id = vpc.vpcId().orElse("");
        Vpc known =
                vpc.cidrs().isEmpty()
                        ? vpc.withCidrs(
                                find(picture.vpcs(), id).map(VpcFact::cidrs).orElse(List.of()))
                        : vpc;
        return known.region().isEmpty() ? known.withRegion(region(id)) : known;
    }

    /// A zone is called like its region, with a letter more.
    private String region(String vpcId) {
        return picture.subnets().stream()
                .filter(one -> one.vpcId().equals(vpcId))
                .map(SubnetFact::zone)
                .filter(zone -> zone.matches("[a-z]{2}(-[a-z]+)+-[0-9][a-z]"))
                .map(zone -> zone.substring(0, zone.length() - 1))
                .findFirst()
                .orElse("");
    }

    /// The interface that an instance has from its start.
    Optional<String> interfaceOf(Optional<String> instanceId) {
        return instanceId
                .flatMap(id -> find(picture.instances(), id))
                .flatMap(one -> one.interfaces().stream().findFirst());
    }

    /// The one instance that can be a node: the one that it names, or the only one in its subnet.
    Optional<String> instanceOf(Design design, Node node) {
        Optional<String> named = node.instance().flatMap(CloudInstance::instanceId);
        if (named.isPresent()) {
            return named;
        }
        Optional<String> subnet = design.containerOf(node, Subnet.class).flatMap(Subnet::subnetId);
        List<Instance> there =
                picture.instances().stream()
                        .filter(one -> subnet.isPresent() && one.subnetId().equals(subnet))
                        .toList();
        return there.size() == 1 ? Optional.of(there.getFirst().id()) : Optional.empty();
    }

    /// The design with a node in the zone and subnet of its instance; in the VPC itself where that
    /// is not known.
    Design placed(Design design, Node node, Vpc vpc) {
        Optional<SubnetFact> fact =
                node.instance()
                        .flatMap(CloudInstance::instanceId)
                        .flatMap(id -> find(picture.instances(), id))
                        .flatMap(Instance::subnetId)
                        .flatMap(id -> find(picture.subnets(), id))
                        .filter(one -> vpc.vpcId().filter(one.vpcId()::equals).isPresent());
        if (fact.isEmpty()) {
            return design.with(in(node, vpc.id()));
        }
        Optional<Subnet> drawn =
                design.subnets().stream()
                        .filter(one -> one.subnetId().filter(fact.get().id()::equals).isPresent())
                        .findFirst();
        if (drawn.isPresent()) {
            return design.with(in(node, drawn.get().id()));
        }
        Zone zone = zone(design, fact.get().zone(), vpc);
        Design next = design.with(zone);
        Subnet subnet =
                Subnet.of(next.freeId("subnet"), fact.get().id())
                        .withSubnetId(Optional.of(fact.get().id()))
                        .withCidr(fact.get().cidrs().stream().findFirst())
                        .withWithin(Optional.of(zone.id()));
        return next.with(subnet).with(in(node, subnet.id()));
    }

    private static Node in(Node node, ThingId container) {
        return node.withWithin(Optional.of(container)).withFrame(Optional.empty());
    }

    private static Zone zone(Design design, String name, Vpc vpc) {
        return design.zones().stream()
                .filter(one ->
                        one.name().equals(name)
                                && design.containerOf(one, Vpc.class)
                                        .filter(there -> there.id().equals(vpc.id()))
                                        .isPresent())
                .findFirst()
                .orElseGet(() ->
                        Zone.of(design.freeId("zone"), name)
                                .withRegion(vpc.region())
                                .withWithin(Optional.of(vpc.id())));
    }

    /// With those of its lines that a design can say.
    RouteTable known(RouteTable table, Design design) {
        Optional<Table> fact = table.routeTableId().flatMap(id -> find(picture.routeTables(), id));
        return fact.map(one ->
                        table.withMain(one.main())
                                .withRoutes(
                                        one.routes().stream()
                                                .flatMap(line -> line(line, design).stream())
                                                .toList()))
                .orElse(table);
    }

    private static Optional<Route> line(TableRoute line, Design design) {
        if (line.destination().isEmpty() || line.propagated()) {
            return Optional.empty();
        }
        if (line.target().equals("local")) {
            return Optional.of(Route.of(line.destination().get(), RouteTarget.LOCAL));
        }
        return design.transitGateways().stream()
                .filter(one -> one.gatewayId().filter(line.target()::equals).isPresent())
                .map(TransitGateway::id)
                .findFirst()
                .map(id ->
                        new Route(
                                line.destination().get(),
                                RouteTarget.TRANSIT_GATEWAY,
                                Optional.of(id)));
    }
}
