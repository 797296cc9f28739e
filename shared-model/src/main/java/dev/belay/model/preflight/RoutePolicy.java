package dev.belay.model.preflight;

import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.LeastPolicy.Condition;
import dev.belay.model.preflight.LeastPolicy.Statement;
import dev.belay.model.route.VipPaths;
import dev.belay.model.route.VipRoutes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What nodes have to be allowed for virtual IPs by route table. A route is replaced in every table
/// of the cluster's VPC that has it, and made only in tables that the design knows.
final class RoutePolicy {

    private RoutePolicy() {}

    /// @param role for whose account; empty: what the node's own role has to allow
    static void add(Design design, Optional<String> role, List<Statement> all, List<String> gaps) {
        Set<String> known = new LinkedHashSet<>();
        Set<String> any = new LinkedHashSet<>();
        Set<String> vpcs = new LinkedHashSet<>();
        Set<String> regions = new LinkedHashSet<>();
        for (VirtualIp vip : Drawn.virtualIps(design)) {
            VipRoutes routes = VipRoutes.of(design, vip);
            for (RouteTable table : routes.tables()) {
                Vpc vpc = design.containerOf(table, Vpc.class).orElse(Vpc.of(table.id(), ""));
                if (!vpc.assumeRole().equals(role)) {
                    continue;
                }
                table.routeTableId()
                        .ifPresentOrElse(
                                id -> known.add(Arns.ofEc2(vpc, "route-table/" + id)),
                                () -> gap(gaps, table.id().toString()));
            }
            for (Vpc vpc : VipPaths.homes(design, vip)) {
                boolean isTheirs = !vpc.assumeRole().equals(role);
                // A node's interface is looked for in this region, whosever the tables are.
                if (!isTheirs || role.isEmpty()) {
                    regions.add(vpc.region());
                }
                if (isTheirs) {
                    continue;
                }
                if (vpc.vpcId().isEmpty()) {
                    gap(gaps, vpc.id().toString());
                    continue;
                }
                any.add(Arns.ofEc2(vpc, "route-table/*"));
                vpcs.add(Arns.ofEc2(vpc, "vpc/" + vpc.vpcId().get()));
            }
        }
        if (!vpcs.isEmpty()) {
            boolean isExact = vpcs.stream().noneMatch(arn -> arn.contains("*"));
            all.add(
                    new Statement(
                            "MoveVirtualIps",
                            List.of("ec2:ReplaceRoute"),
                            List.copyOf(any),
                            List.of(
                                    new Condition(
                                            isExact ? "ArnEquals" : "ArnLike",
                                            "ec2:Vpc",
                                            List.copyOf(vpcs)))));
        }
        if (!known.isEmpty()) {
            all.add(
                    new Statement(
                            "AddMissingRoutes",
                            List.of("ec2:CreateRoute"),
                            List.copyOf(known),
                            List.of()));
        }
        boolean isBeyond = TransitPolicy.add(design, role, all, regions);
        List<String> reads = new ArrayList<>();
        if (isBeyond || !vpcs.isEmpty() || !known.isEmpty()) {
            reads.add("ec2:DescribeRouteTables");
        }
        // A node's interface is its own account's, whosever the route tables are.
        boolean isOwn = role.isEmpty() && !Drawn.virtualIps(design).isEmpty();
        if (isOwn && design.nodes().stream().anyMatch(RoutePolicy::looksForItsInterface)) {
            reads.add("ec2:DescribeNetworkInterfaces");
        }
        if (!reads.isEmpty()) {
            all.add(
                    new Statement(
                            "ReadRoutesAnyResource", reads, List.of("*"), LeastPolicy.in(regions)));
        }
    }

    private static void gap(List<String> gaps, String thing) {
        if (!gaps.contains(thing)) {
            gaps.add(thing);
        }
    }

    private static boolean looksForItsInterface(Node node) {
        return node.role().runsServices()
                && node.instance().flatMap(CloudInstance::instanceId).isPresent()
                && node.instance().flatMap(CloudInstance::networkInterface).isEmpty();
    }
}
