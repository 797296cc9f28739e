package dev.belay.model.preflight;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.LeastPolicy.Statement;
import dev.belay.model.route.RoutePlace;
import dev.belay.model.route.VipPaths;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What nodes have to be allowed for routes to virtual IPs beyond their own VPCs: exactly the
/// tables that the design draws, in other VPCs and at transit gateways.
final class TransitPolicy {

    private static final ThingId ANY = new ThingId("any");

    private final Optional<String> role;
    private final Set<String> clients = new LinkedHashSet<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> attachments = new LinkedHashSet<>();

    private TransitPolicy(Optional<String> role) {
        this.role = role;
    }

    /// Adds what is needed in one account; transit gateways are always called with the node's own.
    ///
    /// @param role for whose account; empty: what the node's own role has to allow
    /// @param regions in which routes are read; gets those that come with it
    /// @return whether route tables of VPCs have to be read for it
    static boolean add(
            Design design, Optional<String> role, List<Statement> all, Set<String> regions) {
        TransitPolicy policy = new TransitPolicy(role);
        for (VirtualIp vip : Drawn.virtualIps(design)) {
            if (vip.address().isPresent()) {
                VipPaths.homes(design, vip).stream()
                        .flatMap(home -> VipPaths.of(design, vip, home).places().stream())
                        .forEach(place -> policy.add(design, place, regions));
            }
        }
        policy.state(all);
        return !policy.clients.isEmpty();
    }

    private void add(Design design, RoutePlace place, Set<String> regions) {
        switch (place) {
            case RoutePlace.Client one -> {
                Vpc vpc =
                        design.vpcs().stream()
                                .filter(it -> it.vpcId().filter(one.vpcId()::equals).isPresent())
                                .findFirst()
                                .orElse(in(one.region()));
                if (!vpc.assumeRole().equals(role)) {
                    return;
                }
                one.tables().forEach(id -> clients.add(Arns.ofEc2(vpc, "route-table/" + id)));
                regions.add(one.region());
            }
            case RoutePlace.Transit one -> {
                if (role.isPresent()) {
                    return;
                }
                // A transit gateway may be shared by another account, which no design draws.
                Vpc anybody = in(one.region());
                tables.add(Arns.ofEc2(anybody, "transit-gateway-route-table/" + one.table()));
                attachments.add(
                        Arns.ofEc2(anybody, "transit-gateway-attachment/" + one.attachment()));
            }
            case RoutePlace.Active _, RoutePlace.Standby _ -> {}
        }
    }

    private static Vpc in(String region) {
        return Vpc.of(ANY, "").withRegion(region);
    }

    private void state(List<Statement> all) {
        if (!clients.isEmpty()) {
            all.add(
                    new Statement(
                            "KeepRoutesOfOtherVpcs",
                            List.of("ec2:CreateRoute", "ec2:ReplaceRoute"),
                            List.copyOf(clients),
                            List.of()));
        }
        if (!tables.isEmpty()) {
            all.add(
                    new Statement(
                            "ReadTransitRoutes",
                            List.of("ec2:SearchTransitGatewayRoutes"),
                            List.copyOf(tables),
                            List.of()));
            List<String> both = new ArrayList<>(tables);
            both.addAll(attachments);
            all.add(
                    new Statement(
                            "MoveTransitRoutes",
                            List.of(
                                    "ec2:CreateTransitGatewayRoute",
                                    "ec2:ReplaceTransitGatewayRoute"),
                            both,
                            List.of()));
        }
    }
}
