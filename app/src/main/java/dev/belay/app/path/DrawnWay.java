package dev.belay.app.path;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Subnet;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.cloud.VpcAttachment;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.LinkKind;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.route.VipRoutes;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The things of a design that a packet to a virtual IP goes through.
///
/// @param site where clients are
/// @param line the Direct Connect gateway
/// @param isLineAt whether it is associated with the transit gateway
/// @param transit the transit gateway
/// @param isVpcAt whether the VPC is attached to it
/// @param entry the route table by which packets are routed when they come into the VPC
/// @param node where the virtual IP is
/// @param home the route table of the node's subnet
record DrawnWay(
        Design design,
        VirtualIp vip,
        Optional<Site> site,
        Optional<DirectConnectGateway> line,
        boolean isLineAt,
        Optional<TransitGateway> transit,
        Optional<Vpc> vpc,
        boolean isVpcAt,
        Optional<RouteTable> entry,
        Optional<Node> node,
        Optional<RouteTable> home) {

    /// @param active the node that holds the virtual IP, where that is known; otherwise it is drawn
    ///   to the first one that may
    static DrawnWay of(Design design, VirtualIp vip, Optional<ThingId> active) {
        return new Finder(design, vip).way(active);
    }

    /// Whether packets come from beyond the VPC.
    boolean isBeyondVpc() {
        return transit.isPresent() || line.isPresent();
    }

    /// The same by another route table of the VPC: the one that a check speaks of.
    DrawnWay by(String routeTableId) {
        Optional<RouteTable> other =
                design.routeTables().stream()
                        .filter(one -> one.routeTableId().filter(routeTableId::equals).isPresent())
                        .findFirst();
        return new DrawnWay(
                design,
                vip,
                site,
                line,
                isLineAt,
                transit,
                vpc,
                isVpcAt,
                other.or(() -> entry),
                node,
                home);
    }

    private record Finder(Design design, VirtualIp vip) {

        DrawnWay way(Optional<ThingId> active) {
            Optional<Vpc> vpc = vpc();
            Optional<TransitGateway> transit = transit(vpc);
            Optional<DirectConnectGateway> associated = transit.flatMap(this::lineAt);
            Optional<DirectConnectGateway> line =
                    associated.or(() -> design.directConnectGateways().stream().findFirst());
            Optional<Node> node =
                    active.flatMap(id -> design.find(id, Node.class)).or(() -> first(vpc));
            Optional<RouteTable> home = node.flatMap(this::subnet).flatMap(one -> table(one, vpc));
            return new DrawnWay(
                    design,
                    vip,
                    site(line),
                    line,
                    associated.isPresent(),
                    transit,
                    vpc,
                    attachment(transit, vpc).isPresent(),
                    entry(transit, vpc, node).or(() -> home),
                    node,
                    home);
        }

        private Optional<Vpc> vpc() {
            return VipRoutes.of(design, vip).vpcs().stream()
                    .findFirst()
                    .or(() -> design.containerOf(vip, Vpc.class))
                    .or(() -> design.vpcs().stream().findFirst());
        }

        private Optional<TransitGateway> transit(Optional<Vpc> vpc) {
            return design.transitGateways().stream()
                    .filter(one -> attachment(Optional.of(one), vpc).isPresent())
                    .findFirst()
                    .or(() -> design.transitGateways().stream().findFirst());
        }

        private static Optional<VpcAttachment> attachment(
                Optional<TransitGateway> transit, Optional<Vpc> vpc) {
            return transit.stream()
                    .flatMap(one -> one.attachments().stream())
                    .filter(at -> vpc.filter(one -> one.id().equals(at.vpc())).isPresent())
                    .findFirst();
        }

        private Optional<DirectConnectGateway> lineAt(TransitGateway transit) {
            return design.directConnectGateways().stream()
                    .filter(one ->
                            one.associations().stream()
                                    .anyMatch(at -> at.transitGateway().equals(transit.id())))
                    .findFirst();
        }

        /// The site at the line's end; the first one where no line is drawn to any.
        private Optional<Site> site(Optional<DirectConnectGateway> line) {
            Stream<Site> linked =
                    design.links().stream()
                            .filter(link -> link.kind() == LinkKind.DIRECT_CONNECT)
                            .flatMap(link -> line.stream().flatMap(end -> otherEnd(link, end)))
                            .flatMap(id -> design.find(id, Site.class).stream());
            return linked.findFirst().or(() -> design.sites().stream().findFirst());
        }

        private static Stream<ThingId> otherEnd(Link link, DirectConnectGateway end) {
            return link.to().equals(end.id())
                    ? Stream.of(link.from())
                    : link.from().equals(end.id()) ? Stream.of(link.to()) : Stream.empty();
        }

        private Optional<Node> first(Optional<Vpc> vpc) {
            return design.nodes().stream()
                    .filter(one -> one.role().runsServices())
                    .filter(one -> vpc.equals(design.containerOf(one, Vpc.class)))
                    .findFirst();
        }

        private Optional<Subnet> subnet(Node node) {
            return design.containerOf(node, Subnet.class);
        }

        /// Of the subnets in which the transit gateway has its feet: the one in the node's zone, or
        /// else the first one.
        private Optional<RouteTable> entry(
                Optional<TransitGateway> transit, Optional<Vpc> vpc, Optional<Node> node) {
            List<Subnet> feet =
                    attachment(transit, vpc).stream()
                            .flatMap(at -> at.subnets().stream())
                            .flatMap(id -> design.find(id, Subnet.class).stream())
                            .toList();
            Optional<Zone> zone = node.flatMap(one -> design.containerOf(one, Zone.class));
            return feet.stream()
                    .filter(one -> zone.isPresent() && zone.equals(zoneOf(one)))
                    .findFirst()
                    .or(() -> feet.stream().findFirst())
                    .flatMap(one -> table(one, vpc));
        }

        private Optional<Zone> zoneOf(Subnet subnet) {
            return design.containerOf(subnet, Zone.class);
        }

        private Optional<RouteTable> table(Subnet subnet, Optional<Vpc> vpc) {
            return subnet.routeTable()
                    .flatMap(id -> design.find(id, RouteTable.class))
                    .or(() ->
                            design.routeTables().stream()
                                    .filter(RouteTable::main)
                                    .filter(one -> vpc.equals(design.containerOf(one, Vpc.class)))
                                    .findFirst());
        }
    }
}
