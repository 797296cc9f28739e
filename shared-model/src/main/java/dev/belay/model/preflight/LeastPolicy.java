package dev.belay.model.preflight;

import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.DnsResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectMapper;

/// The smallest IAM policy for what a design uses. An action that IAM cannot restrict to a resource
/// has a statement whose Sid ends in `AnyResource`. Source of which can be: "Actions, resources,
/// and condition keys" of Amazon EC2, Amazon Route 53 and AWS Direct Connect, Service Authorization
/// Reference.
///
/// @param statements in their order
/// @param gaps things of the design without an id, which the policy leaves out
public record LeastPolicy(List<Statement> statements, List<String> gaps) {

    public LeastPolicy {
        statements = List.copyOf(statements);
        gaps = List.copyOf(gaps);
    }

    /// One statement; all of them allow.
    ///
    /// @param regions to which calls are restricted; empty: not restricted
    public record Statement(
            String sid, List<String> actions, List<String> resources, List<String> regions) {
        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            regions = List.copyOf(regions);
        }
    }

    /// Of a design.
    ///
    /// @param mayCreate whether the agent may make a route that is not there; without it, routes
    ///   must be there before
    public static LeastPolicy of(Design design, boolean mayCreate) {
        List<Statement> all = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Set<String> tables = new LinkedHashSet<>();
        Set<String> regions = new LinkedHashSet<>();
        for (VirtualIp vip : Drawn.virtualIps(design)) {
            vip.routeTables().stream()
                    .flatMap(id -> design.find(id, RouteTable.class).stream())
                    .forEach(table -> table(design, table, tables, regions, gaps));
        }
        if (!tables.isEmpty()) {
            List<String> in = List.copyOf(regions);
            all.add(
                    new Statement(
                            "MoveVirtualIps",
                            mayCreate
                                    ? List.of("ec2:ReplaceRoute", "ec2:CreateRoute")
                                    : List.of("ec2:ReplaceRoute"),
                            List.copyOf(tables),
                            List.of()));
            all.add(
                    new Statement(
                            "ReadRoutesAnyResource",
                            List.of("ec2:DescribeRouteTables"),
                            List.of("*"),
                            in));
        }
        names(design, all, gaps);
        if (!tables.isEmpty()) {
            preflight(design, List.copyOf(regions), all);
        }
        return new LeastPolicy(all, gaps);
    }

    private static void table(
            Design design,
            RouteTable table,
            Set<String> tables,
            Set<String> regions,
            List<String> gaps) {
        Vpc vpc = design.containerOf(table, Vpc.class).orElse(Vpc.of(table.id(), ""));
        if (!vpc.region().isEmpty()) {
            regions.add(vpc.region());
        }
        table.routeTableId()
                .ifPresentOrElse(
                        id ->
                                tables.add(
                                        "arn:"
                                                + partition(vpc.region())
                                                + ":ec2:"
                                                + orAny(vpc.region())
                                                + ":"
                                                + orAny(vpc.account())
                                                + ":route-table/"
                                                + id),
                        () -> gaps.add(table.id().toString()));
    }

    private static String orAny(String part) {
        return part.isEmpty() ? "*" : part;
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static void names(Design design, List<Statement> all, List<String> gaps) {
        Set<String> zones = new LinkedHashSet<>();
        String partition =
                design.vpcs().stream()
                        .findFirst()
                        .map(Vpc::region)
                        .map(LeastPolicy::partition)
                        .orElse("aws");
        design.services().stream()
                .flatMap(service -> service.resources().stream())
                .filter(DnsResource.class::isInstance)
                .map(DnsResource.class::cast)
                .flatMap(resource -> design.find(resource.dnsRecord(), DnsRecord.class).stream())
                .distinct()
                .forEach(record ->
                        record.zoneId()
                                .ifPresentOrElse(
                                        id ->
                                                zones.add(
                                                        "arn:"
                                                                + partition
                                                                + ":route53:::hostedzone/"
                                                                + id),
                                        () -> gaps.add(record.id().toString())));
        if (!zones.isEmpty()) {
            all.add(
                    new Statement(
                            "MoveNames",
                            List.of(
                                    "route53:ChangeResourceRecordSets",
                                    "route53:ListResourceRecordSets"),
                            List.copyOf(zones),
                            List.of()));
            all.add(
                    new Statement(
                            "FollowChangesOfNames",
                            List.of("route53:GetChange"),
                            List.of("arn:" + partition + ":route53:::change/*"),
                            List.of()));
        }
    }

    private static void preflight(Design design, List<String> regions, List<Statement> all) {
        List<String> actions =
                new ArrayList<>(
                        List.of(
                                "ec2:DescribeInstances",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs"));
        if (!design.transitGateways().isEmpty()) {
            actions.addAll(
                    List.of(
                            "ec2:DescribeTransitGateways",
                            "ec2:DescribeTransitGatewayAttachments",
                            "ec2:DescribeTransitGatewayVpcAttachments",
                            "ec2:DescribeTransitGatewayRouteTables",
                            "ec2:GetTransitGatewayRouteTableAssociations",
                            "ec2:GetTransitGatewayRouteTablePropagations",
                            "ec2:SearchTransitGatewayRoutes"));
        }
        all.add(new Statement("PreflightAnyResource", actions, List.of("*"), regions));
        if (!design.directConnectGateways().isEmpty()) {
            all.add(
                    new Statement(
                            "PreflightLinesAnyResource",
                            List.of("directconnect:DescribeDirectConnectGatewayAssociations"),
                            List.of("*"),
                            List.of()));
        }
    }

    /// The policy as a value that becomes IAM's JSON, members in IAM's order.
    public Map<String, Object> document() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements.stream().map(LeastPolicy::document).toList());
        return policy;
    }

    /// The same as text, which is the same on every machine.
    public String json() {
        var indent = new DefaultIndenter("  ", "\n");
        return new ObjectMapper()
                        .writer()
                        .with(
                                new DefaultPrettyPrinter()
                                        .withObjectIndenter(indent)
                                        .withArrayIndenter(indent))
                        .writeValueAsString(document())
                + "\n";
    }

    private static Map<String, Object> document(Statement one) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", one.sid());
        statement.put("Effect", "Allow");
        statement.put("Action", one.actions());
        statement.put("Resource", one.resources());
        if (!one.regions().isEmpty()) {
            statement.put(
                    "Condition",
                    Map.of("StringEquals", Map.of("aws:RequestedRegion", one.regions())));
        }
        return statement;
    }
}
