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
import java.util.Set;

/// What nodes have to be allowed for virtual IPs by route table. A route is replaced in every table
/// of the cluster's VPC that has it, and made only in tables that the design knows.
final class RoutePolicy {

    private RoutePolicy() {}

    static void add(Design design, List<Statement> all, List<String> gaps) {
        Set<String> known = new LinkedHashSet<>();
        Set<String> any = new LinkedHashSet<>();
        Set<String> vpcs = new LinkedHashSet<>();
        Set<String> regions = new LinkedHashSet<>();
        for (VirtualIp vip : Drawn.virtualIps(design)) {
            VipRoutes routes = VipRoutes.of(design, vip);
            for (RouteTable table : routes.tables()) {
                Vpc vpc = design.containerOf(table, Vpc.class).orElse(Vpc.of(table.id(), ""));
                table.routeTableId()
                        .ifPresentOrElse(
                                id -> known.add(Arns.ofEc2(vpc, "route-table/" + id)),
                                () -> gap(gaps, table.id().toString()));
            }
            for (Vpc vpc : VipPaths.homes(design, vip)) {
                if (!vpc.region().isEmpty()) {
                    regions.add(vpc.region());
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
        TransitPolicy.add(design, all, regions);
        if (!vpcs.isEmpty() || !known.isEmpty()) {
            all.add(
                    new Statement(
                            "ReadRoutesAnyResource",
                            reads(design),
                            List.of("*"),
                            LeastPolicy.in(regions)));
        }
    }

    private static void gap(List<String> gaps, String thing) {
        if (!gaps.contains(thing)) {
            gaps.add(thing);
        }
    }

    private static List<String> reads(Design design) {
        List<String> actions = new ArrayList<>(List.of("ec2:DescribeRouteTables"));
        if (design.nodes().stream().anyMatch(RoutePolicy::looksForItsInterface)) {
            actions.add("ec2:DescribeNetworkInterfaces");
        }
        return actions;
    }

    private static boolean looksForItsInterface(Node node) {
        return node.role().runsServices()
                && node.instance().flatMap(CloudInstance::instanceId).isPresent()
                && node.instance().flatMap(CloudInstance::networkInterface).isEmpty();
    }
}
