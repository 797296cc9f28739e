package dev.belay.model.route;

import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.RouteTarget;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All places where a design has routes to a virtual IP kept right while a node is active: the
/// route tables of the VPCs with nodes, tables of other VPCs with a drawn route to it over a
/// transit gateway, and the route tables of transit gateways that are drawn with a static route to
/// it. Of what it does not draw nothing is in it. Pure.
///
/// Source: the four kinds of routes around a transit gateway, "Recovery Kit for AWS Transit
/// Gateway", LifeKeeper.
///
/// @param places the VPC of the active node first
/// @param gaps what the design would have to say besides; with any, the places are not all
public record VipPaths(List<RoutePlace> places, List<Gap> gaps) {

    public VipPaths {
        places = List.copyOf(places);
        gaps = List.copyOf(gaps);
    }

    /// Something that the design does not say.
    ///
    /// @param thing which would have it
    /// @param other what it is about; the thing itself where it is about nothing else
    public record Gap(Kind kind, Thing thing, Thing other) {

        /// What it is.
        public enum Kind {
            /// A VPC has no id.
            NO_VPC_ID,
            /// A route table has no id.
            NO_TABLE_ID,
            /// No node of the virtual IP's VPCs is that one: it is in another VPC, or in none.
            NODE_ELSEWHERE,
            /// A VPC that routes have to leave is not at one transit gateway with an id, or at
            /// several.
            NO_GATEWAY,
            /// A transit gateway has neither an attachment with an id to a VPC nor a peering with
            /// an id to a gateway that has.
            NO_WAY,
            /// A transit gateway does not say in which of its tables the route is, though it leads
            /// elsewhere after a failover to another VPC.
            NO_TRANSIT_TABLE
        }
    }

    /// The VPCs that have nodes and route tables of the virtual IP; with none of them drawn in one,
    /// those of the tables.
    public static List<Vpc> homes(Design design, VirtualIp vip) {
        List<Vpc> all = VipRoutes.of(design, vip).vpcs();
        List<Vpc> inhabited =
                all.stream()
                        .filter(vpc ->
                                design.nodes().stream()
                                        .filter(node -> node.role().runsServices())
                                        .anyMatch(node ->
                                                design.containerOf(node, Vpc.class)
                                                        .filter(vpc::equals)
                                                        .isPresent()))
                        .toList();
        return inhabited.isEmpty() ? all : inhabited;
    }

    /// While a node is active.
    public static VipPaths of(Design design, VirtualIp vip, Node active) {
        List<Vpc> homes = homes(design, vip);
        Optional<Vpc> own = design.containerOf(active, Vpc.class).filter(homes::contains);
        if (own.isEmpty() && homes.size() != 1) {
            return new VipPaths(List.of(), List.of(new Gap(Gap.Kind.NODE_ELSEWHERE, active, vip)));
        }
        return of(design, vip, own.orElseGet(homes::getFirst));
    }

    /// While a node in one of the [#homes] is active.
    public static VipPaths of(Design design, VirtualIp vip, Vpc home) {
        return new Search(design, vip, home).found();
    }

    /// Of one virtual IP with an address.
    private record Search(
            Design design,
            VirtualIp vip,
            Cidr destination,
            Vpc home,
            List<Vpc> homes,
            List<RoutePlace> places,
            List<Gap> gaps) {

        Search(Design design, VirtualIp vip, Vpc home) {
            this(
                    design,
                    vip,
                    Cidr.of(vip.address().orElseThrow()),
                    home,
                    VipPaths.homes(design, vip),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        VipPaths found() {
            List<RouteTable> kept = VipRoutes.of(design, vip).tables();
            inHome(kept);
            for (Vpc vpc : design.vpcs()) {
                if (!vpc.equals(home)) {
                    elsewhere(vpc, of(vpc, kept));
                }
                drawn(vpc, kept);
            }
            design.transitGateways().forEach(this::transit);
            return new VipPaths(places, gaps);
        }

        private List<RouteTable> of(Vpc vpc, List<RouteTable> tables) {
            return tables.stream()
                    .filter(one ->
                            design.containerOf(one, Vpc.class).filter(vpc::equals).isPresent())
                    .toList();
        }

        private void inHome(List<RouteTable> kept) {
            // A table that is drawn in no VPC is looked for in this one.
            List<RouteTable> here =
                    kept.stream()
                            .filter(one ->
                                    design.containerOf(one, Vpc.class)
                                            .map(home::equals)
                                            .orElse(true))
                            .toList();
            Optional<String> gateway = homes.size() > 1 ? wayOut(home) : Optional.empty();
            places.add(new RoutePlace.Active(home.region(), vpcId(home), ids(here), gateway));
        }

        /// Where the active node is not.
        private void elsewhere(Vpc vpc, List<RouteTable> kept) {
            boolean isHome = homes.contains(vpc);
            if (!isHome && kept.isEmpty()) {
                return;
            }
            Optional<String> gateway = wayOut(vpc);
            if (gateway.isEmpty()) {
                return;
            }
            places.add(
                    isHome
                            ? new RoutePlace.Standby(
                                    vpc.region(), vpcId(vpc), ids(kept), gateway.get())
                            : new RoutePlace.Client(
                                    vpc.region(), vpcId(vpc), ids(kept), gateway.get()));
        }

        /// Tables whose own drawn route leads to a transit gateway. One without all ids that it
        /// takes is a drawing alone.
        private void drawn(Vpc vpc, List<RouteTable> kept) {
            Map<String, List<String>> byGateway = new LinkedHashMap<>();
            for (RouteTable table : of(vpc, design.routeTables())) {
                if (!kept.contains(table)) {
                    gatewayOf(table)
                            .ifPresent(gateway ->
                                    table.routeTableId()
                                            .ifPresent(id ->
                                                    byGateway
                                                            .computeIfAbsent(
                                                                    gateway, _ -> new ArrayList<>())
                                                            .add(id)));
                }
            }
            vpc.vpcId()
                    .ifPresent(id ->
                            byGateway.forEach((gateway, tables) ->
                                    places.add(
                                            new RoutePlace.Client(
                                                    vpc.region(), id, tables, gateway))));
        }

        private Optional<String> gatewayOf(RouteTable table) {
            return table.routes().stream()
                    .filter(one ->
                            one.target() == RouteTarget.TRANSIT_GATEWAY
                                    && one.destination().equals(destination))
                    .flatMap(one -> one.to().stream())
                    .flatMap(id -> design.find(id, TransitGateway.class).stream())
                    .flatMap(one -> one.gatewayId().stream())
                    .findFirst();
        }

        /// The transit gateway by which packets to the virtual IP leave a VPC: of several that it
        /// is at, the one with a route to it.
        private Optional<String> wayOut(Vpc vpc) {
            List<TransitGateway> at =
                    design.transitGateways().stream().filter(one -> has(one, vpc)).toList();
            List<TransitGateway> leading = at.stream().filter(this::leadsToIt).toList();
            List<TransitGateway> all = leading.isEmpty() ? at : leading;
            Optional<String> id = all.size() == 1 ? all.getFirst().gatewayId() : Optional.empty();
            if (id.isEmpty()) {
                gap(Gap.Kind.NO_GATEWAY, vpc, vip);
            }
            return id;
        }

        private static boolean has(TransitGateway gateway, Vpc vpc) {
            return gateway.attachments().stream().anyMatch(one -> one.vpc().equals(vpc.id()));
        }

        private boolean leadsToIt(TransitGateway gateway) {
            return gateway.routes().stream().anyMatch(one -> one.destination().equals(destination));
        }

        private void transit(TransitGateway gateway) {
            if (!leadsToIt(gateway)) {
                return;
            }
            if (gateway.routeTableIds().isEmpty()) {
                if (homes.size() > 1) {
                    gap(Gap.Kind.NO_TRANSIT_TABLE, gateway, vip);
                }
                return;
            }
            Optional<String> attachment = towardsHome(gateway);
            if (attachment.isEmpty()) {
                gap(Gap.Kind.NO_WAY, gateway, home);
                return;
            }
            String region = region(gateway);
            new TreeSet<>(gateway.routeTableIds())
                    .forEach(table ->
                            places.add(new RoutePlace.Transit(region, table, attachment.get())));
        }

        /// A transit gateway is in the region of the VPCs that are attached to it.
        private String region(TransitGateway gateway) {
            return Stream.concat(
                            Stream.of(gateway.region()),
                            gateway.attachments().stream()
                                    .flatMap(one -> design.find(one.vpc(), Vpc.class).stream())
                                    .map(Vpc::region))
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse(home.region());
        }

        private Optional<String> towardsHome(TransitGateway gateway) {
            if (has(gateway, home)) {
                return gateway.attachments().stream()
                        .filter(one -> one.vpc().equals(home.id()))
                        .flatMap(one -> one.attachmentId().stream())
                        .findFirst();
            }
            return design.transitGateways().stream()
                    .filter(one -> has(one, home))
                    .flatMap(one -> peering(gateway, one).or(() -> peering(one, gateway)).stream())
                    .findFirst();
        }

        private static Optional<String> peering(TransitGateway from, TransitGateway to) {
            return from.peerings().stream()
                    .filter(one -> one.gateway().equals(to.id()))
                    .flatMap(one -> one.attachmentId().stream())
                    .findFirst();
        }

        private String vpcId(Vpc vpc) {
            if (vpc.vpcId().isEmpty()) {
                gap(Gap.Kind.NO_VPC_ID, vpc, vip);
            }
            return vpc.vpcId().orElse("");
        }

        private List<String> ids(List<RouteTable> tables) {
            Set<String> ids = new LinkedHashSet<>();
            for (RouteTable table : tables) {
                table.routeTableId()
                        .ifPresentOrElse(ids::add, () -> gap(Gap.Kind.NO_TABLE_ID, table, vip));
            }
            return List.copyOf(ids);
        }

        private void gap(Gap.Kind kind, Thing thing, Thing other) {
            gaps.add(new Gap(kind, thing, other));
        }
    }
}
