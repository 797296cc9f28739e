package dev.belay.model.preflight;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.TransitGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.LinkKind;
import dev.belay.model.network.Site;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.route.VipRoutes;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a design wants of the cloud for one of its virtual IPs.
///
/// @param wanted empty when the design does not say enough
/// @param gaps what it does not say; not all of them are in the way
public record Drawn(Optional<Wanted> wanted, List<Gap> gaps) {

    public Drawn {
        gaps = List.copyOf(gaps);
    }

    /// Something that the design does not say.
    ///
    /// @param kind what it is
    /// @param thing id of the thing that would have it
    public record Gap(Kind kind, String thing) {

        /// What it is.
        public enum Kind {
            NO_ADDRESS,
            NO_VPC,
            SEVERAL_VPCS,
            NO_VPC_ID,
            NO_TABLE_ID,
            NO_GATEWAY_ID,
            SEVERAL_GATEWAYS
        }
    }

    /// The virtual IPs of a design that move by route table.
    public static List<VirtualIp> virtualIps(Design design) {
        return design.virtualIps().stream()
                .filter(one -> one.means() == VirtualIpMeans.ROUTE_TABLE)
                .toList();
    }

    /// Of one virtual IP.
    public static Drawn of(Design design, VirtualIp vip) {
        return new Look(design, vip).look();
    }

    private record Look(Design design, VirtualIp vip, List<Gap> gaps) {

        Look(Design design, VirtualIp vip) {
            this(design, vip, new ArrayList<>());
        }

        Drawn look() {
            if (vip.address().isEmpty()) {
                gap(Gap.Kind.NO_ADDRESS, vip.id().toString());
            }
            VipRoutes routes = VipRoutes.of(design, vip);
            Optional<Vpc> vpc = vpc(routes);
            if (vpc.isEmpty() || vpc.get().vpcId().isEmpty() || vip.address().isEmpty()) {
                vpc.ifPresent(it -> gap(Gap.Kind.NO_VPC_ID, it.id().toString()));
                return new Drawn(Optional.empty(), gaps);
            }
            Optional<TransitGateway> transit = transit(vpc.get());
            Optional<DirectConnectGateway> line = transit.flatMap(this::line);
            return new Drawn(
                    Optional.of(
                            new Wanted(
                                    vip.address().get(),
                                    vpc.get().vpcId().get(),
                                    nodes(vpc.get()),
                                    ids(routes.tables()),
                                    sites(line),
                                    transit.flatMap(it -> id(it.gatewayId(), it.id().toString())),
                                    line.flatMap(it -> id(it.gatewayId(), it.id().toString())),
                                    Optional.of(vpc.get().region())
                                            .filter(region -> !region.isEmpty()))),
                    gaps);
        }

        private void gap(Gap.Kind kind, String thing) {
            gaps.add(new Gap(kind, thing));
        }

        private Optional<String> id(Optional<String> cloudId, String thing) {
            if (cloudId.isEmpty()) {
                gap(Gap.Kind.NO_GATEWAY_ID, thing);
            }
            return cloudId;
        }

        private Optional<Vpc> vpc(VipRoutes routes) {
            Set<Vpc> all = new LinkedHashSet<>(routes.vpcs());
            design.containerOf(vip, Vpc.class).ifPresent(all::add);
            if (all.isEmpty()) {
                all.addAll(design.vpcs());
            }
            if (all.size() != 1) {
                gap(all.isEmpty() ? Gap.Kind.NO_VPC : Gap.Kind.SEVERAL_VPCS, vip.id().toString());
                return Optional.empty();
            }
            return Optional.of(all.iterator().next());
        }

        private List<String> ids(List<RouteTable> tables) {
            List<String> ids = new ArrayList<>();
            for (RouteTable table : tables) {
                table.routeTableId()
                        .ifPresentOrElse(
                                ids::add, () -> gap(Gap.Kind.NO_TABLE_ID, table.id().toString()));
            }
            return ids;
        }

        private List<Wanted.NodeAt> nodes(Vpc vpc) {
            return design.nodes().stream()
                    .filter(node -> node.role().runsServices())
                    .filter(node ->
                            design.containerOf(node, Vpc.class).filter(vpc::equals).isPresent())
                    .map(Look::at)
                    .toList();
        }

        private static Wanted.NodeAt at(Node node) {
            return new Wanted.NodeAt(
                    node.id().toString(),
                    node.instance().flatMap(CloudInstance::instanceId),
                    node.instance().flatMap(CloudInstance::networkInterface));
        }

        private Optional<TransitGateway> transit(Vpc vpc) {
            List<TransitGateway> all =
                    design.transitGateways().stream()
                            .filter(one ->
                                    one.attachments().stream()
                                            .anyMatch(at -> at.vpc().equals(vpc.id())))
                            .toList();
            return one(all.isEmpty() ? design.transitGateways() : all);
        }

        private Optional<DirectConnectGateway> line(TransitGateway transit) {
            return one(
                    design.directConnectGateways().stream()
                            .filter(one ->
                                    one.associations().stream()
                                            .anyMatch(
                                                    at -> at.transitGateway().equals(transit.id())))
                            .toList());
        }

        private <T> Optional<T> one(List<T> all) {
            if (all.size() > 1) {
                gap(Gap.Kind.SEVERAL_GATEWAYS, vip.id().toString());
                return Optional.empty();
            }
            return all.stream().findFirst();
        }

        /// The networks of the sites at the line's end; of all sites where no line is drawn to any.
        private List<Cidr> sites(Optional<DirectConnectGateway> line) {
            List<Site> linked = line.stream().flatMap(gateway -> linked(gateway).stream()).toList();
            return (linked.isEmpty() && line.isPresent() ? design.sites() : linked)
                    .stream().flatMap(site -> site.cidrs().stream()).distinct().toList();
        }

        private List<Site> linked(DirectConnectGateway gateway) {
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
    }
}
