package dev.belay.model.check;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.GatewayAssociation;
import dev.belay.model.cloud.Route;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.TransitRoute;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.config.ClusterNetwork;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.LinkKind;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.route.VipPaths;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way of a packet to a virtual IP: from the site to the node that is active, and back. Rules
/// of the cloud are in `docs/reference/problems.md`.
final class VirtualIpChecks {

    private VirtualIpChecks() {}

    static void check(Design design, Findings findings) {
        List<Cidr> drawn = drawn(design);
        for (VirtualIp vip : design.virtualIps()) {
            if (vip.address().isEmpty()) {
                continue;
            }
            switch (vip.means()) {
                case ROUTE_TABLE -> {
                    new ByRoute(design, vip, findings).check();
                    VipPathChecks.check(design, vip, findings);
                }
                case SECONDARY_IP -> CloudAddressChecks.placed(design, vip, findings);
                case LAN -> {
                    IpAddress address = vip.address().get();
                    if (!drawn.isEmpty() && drawn.stream().noneMatch(n -> n.contains(address))) {
                        findings.add(
                                ProblemCode.VIP_OUTSIDE_NETWORKS,
                                vip,
                                vip.address().get().toString());
                    }
                }
            }
        }
    }

    private static List<Cidr> drawn(Design design) {
        return Stream.of(
                        design.subnets().stream().flatMap(subnet -> subnet.cidr().stream()),
                        design.sites().stream().flatMap(site -> site.cidrs().stream()),
                        design.cluster().networks().stream().map(ClusterNetwork::cidr))
                .flatMap(cidrs -> cidrs)
                .toList();
    }

    /// One virtual IP that moves by route table.
    private record ByRoute(Design design, VirtualIp vip, IpAddress address, Findings findings) {

        ByRoute(Design design, VirtualIp vip, Findings findings) {
            this(design, vip, vip.address().orElseThrow(), findings);
        }

        void check() {
            List<RouteTable> tables =
                    vip.routeTables().stream()
                            .flatMap(id -> design.find(id, RouteTable.class).stream())
                            .toList();
            if (vip.routeTables().isEmpty()) {
                findings.add(ProblemCode.VIP_WITHOUT_TABLE, vip, address.toString());
            }
            Set<Vpc> vpcs = new LinkedHashSet<>();
            for (RouteTable table : tables) {
                design.containerOf(table, Vpc.class).ifPresent(vpcs::add);
                route(table);
            }
            for (Vpc vpc : vpcs.isEmpty() ? design.vpcs() : vpcs) {
                outside(vpc);
            }
            for (Vpc vpc : vpcs) {
                transit(vpc, tables);
            }
            for (Node node : design.nodes()) {
                if (node.role().runsServices()
                        && design.containerOf(node, Vpc.class).filter(vpcs::contains).isPresent()) {
                    instance(node);
                }
            }
        }

        private void outside(Vpc vpc) {
            for (Cidr cidr : vpc.cidrs()) {
                if (cidr.contains(address)) {
                    findings.add(
                            Problem.of(
                                    ProblemCode.VIP_IN_VPC,
                                    new Place.AtThing(vip.id(), "/address"),
                                    address.toString(),
                                    cidr.toString(),
                                    Findings.label(vpc)));
                }
            }
        }

        private void route(RouteTable table) {
            Cidr wanted = Cidr.of(address);
            boolean there = table.routes().stream().anyMatch(r -> r.destination().equals(wanted));
            if (!there) {
                Route route = new Route(wanted, RouteTarget.ACTIVE_NODE, Optional.of(vip.id()));
                findings.add(
                        Problem.of(
                                        ProblemCode.VIP_ROUTE_MISSING,
                                        new Place.AtThing(table.id(), "/routes"),
                                        Findings.label(table),
                                        wanted.toString())
                                .withFix(new ThingFix.AddRoute(table.id(), route)));
            }
        }

        private void instance(Node node) {
            if (node.instance().flatMap(CloudInstance::networkInterface).isEmpty()) {
                findings.add(
                        Problem.of(
                                ProblemCode.INTERFACE_MISSING,
                                new Place.AtThing(node.id(), "/instance/networkInterface"),
                                Findings.label(node),
                                address.toString()));
            }
            if (node.instance().filter(CloudInstance::sourceDestinationCheck).isPresent()) {
                findings.add(
                        Problem.of(
                                        ProblemCode.CHECK_IS_ON,
                                        new Place.AtThing(
                                                node.id(), "/instance/sourceDestinationCheck"),
                                        Findings.label(node),
                                        address.toString())
                                .withFix(
                                        new NodeFix.TurnOffCheck(node.id(), Findings.label(node))));
            }
        }

        private void transit(Vpc vpc, List<RouteTable> tables) {
            for (TransitGateway gateway : design.transitGateways()) {
                if (gateway.attachments().stream().noneMatch(a -> a.vpc().equals(vpc.id()))) {
                    continue;
                }
                boolean there =
                        gateway.routes().stream()
                                .anyMatch(route ->
                                        leads(route, vpc) && route.destination().contains(address));
                if (!there) {
                    TransitRoute route = new TransitRoute(Cidr.of(address), vpc.id());
                    findings.add(
                            Problem.of(
                                            ProblemCode.TRANSIT_ROUTE_MISSING,
                                            new Place.AtThing(gateway.id(), "/routes"),
                                            Findings.label(gateway),
                                            address.toString(),
                                            Findings.label(vpc))
                                    .withFix(new ThingFix.AddTransitRoute(gateway.id(), route)));
                }
                if (!gateway.defaultAssociation() || !gateway.defaultPropagation()) {
                    findings.add(
                            Problem.of(
                                            ProblemCode.TRANSIT_DEFAULTS_OFF,
                                            new Place.AtThing(gateway.id(), ""),
                                            Findings.label(gateway))
                                    .withFix(new ThingFix.TurnOnDefaults(gateway.id())));
                }
                directConnect(gateway, vpc, tables);
            }
        }

        /// One route is enough for a virtual IP with nodes in several VPCs: agents let it follow.
        private boolean leads(TransitRoute route, Vpc vpc) {
            return route.vpc().equals(vpc.id())
                    || (route.destination().equals(Cidr.of(address))
                            && VipPaths.homes(design, vip).stream()
                                    .anyMatch(home -> home.id().equals(route.vpc())));
        }

        private void directConnect(TransitGateway transit, Vpc vpc, List<RouteTable> tables) {
            for (DirectConnectGateway gateway : design.directConnectGateways()) {
                for (GatewayAssociation association : gateway.associations()) {
                    if (association.transitGateway().equals(transit.id())) {
                        prefixes(gateway, association, vpc);
                        sitesOf(gateway)
                                .forEach(site ->
                                        tables.stream()
                                                .filter(table -> isIn(table, vpc))
                                                .forEach(t -> back(t, site, transit)));
                    }
                }
            }
        }

        private boolean isIn(RouteTable table, Vpc vpc) {
            return design.containerOf(table, Vpc.class).filter(vpc::equals).isPresent();
        }

        private void prefixes(DirectConnectGateway gateway, GatewayAssociation at, Vpc vpc) {
            List<Cidr> wanted = new ArrayList<>(vpc.cidrs());
            wanted.add(Cidr.of(address));
            for (Cidr prefix : wanted) {
                if (at.allowedPrefixes().stream().noneMatch(allowed -> allowed.contains(prefix))) {
                    ThingId transit = at.transitGateway();
                    findings.add(
                            Problem.of(
                                            ProblemCode.PREFIX_NOT_ALLOWED,
                                            new Place.AtThing(gateway.id(), "/associations"),
                                            Findings.label(gateway),
                                            prefix.toString())
                                    .withFix(
                                            new ThingFix.AllowPrefix(
                                                    gateway.id(), transit, prefix)));
                }
            }
        }

        private List<Site> sitesOf(DirectConnectGateway gateway) {
            List<Site> sites = new ArrayList<>();
            for (Link link : design.links()) {
                if (link.kind() == LinkKind.DIRECT_CONNECT) {
                    if (link.to().equals(gateway.id())) {
                        design.find(link.from(), Site.class).ifPresent(sites::add);
                    } else if (link.from().equals(gateway.id())) {
                        design.find(link.to(), Site.class).ifPresent(sites::add);
                    }
                }
            }
            return sites;
        }

        private void back(RouteTable table, Site site, TransitGateway transit) {
            for (Cidr cidr : site.cidrs()) {
                if (cidr.network().v6() != address.v6()) {
                    continue;
                }
                boolean there =
                        table.routes().stream()
                                .anyMatch(route ->
                                        route.target() == RouteTarget.TRANSIT_GATEWAY
                                                && route.destination().contains(cidr));
                if (!there) {
                    Route route =
                            new Route(cidr, RouteTarget.TRANSIT_GATEWAY, Optional.of(transit.id()));
                    findings.add(
                            Problem.of(
                                            ProblemCode.RETURN_ROUTE_MISSING,
                                            new Place.AtThing(table.id(), "/routes"),
                                            Findings.label(table),
                                            cidr.toString(),
                                            Findings.label(site),
                                            Findings.label(transit))
                                    .withFix(new ThingFix.AddRoute(table.id(), route)));
                }
            }
        }
    }
}
