package dev.belay.model.preflight;

import dev.belay.model.cloud.DirectConnectGateway;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.preflight.LeastPolicy.Condition;
import dev.belay.model.preflight.LeastPolicy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What has to be allowed to whoever asks AWS for the answers that the preflight reads.
final class ReaderPolicy {

    private ReaderPolicy() {}

    static void add(Design design, List<Statement> all, List<String> gaps) {
        Set<String> regions = new LinkedHashSet<>();
        design.vpcs().stream()
                .map(Vpc::region)
                .filter(region -> !region.isEmpty())
                .forEach(regions::add);
        List<Condition> in = LeastPolicy.in(regions);
        List<String> actions =
                new ArrayList<>(
                        List.of(
                                "ec2:DescribeInstances",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeRouteTables",
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
                            "ec2:GetTransitGatewayRouteTablePropagations"));
        }
        all.add(new Statement("PreflightAnyResource", actions, List.of("*"), in));
        if (!design.transitGateways().isEmpty()) {
            // A design does not have the ids of these tables, and they may be another account's.
            all.add(
                    new Statement(
                            "PreflightTransitRoutes",
                            List.of("ec2:SearchTransitGatewayRoutes"),
                            List.of(
                                    "arn:"
                                            + Arns.partition(design)
                                            + ":ec2:*:*:transit-gateway-route-table/*"),
                            in));
        }
        lines(design, all, gaps);
    }

    private static void lines(Design design, List<Statement> all, List<String> gaps) {
        List<String> gateways = new ArrayList<>();
        for (DirectConnectGateway one : design.directConnectGateways()) {
            one.gatewayId()
                    .ifPresentOrElse(
                            id ->
                                    gateways.add(
                                            "arn:"
                                                    + Arns.partition(design)
                                                    + ":directconnect::*:dx-gateway/"
                                                    + id),
                            () -> gaps.add(one.id().toString()));
        }
        if (!gateways.isEmpty()) {
            all.add(
                    new Statement(
                            "PreflightLines",
                            List.of("directconnect:DescribeDirectConnectGatewayAssociations"),
                            gateways,
                            List.of()));
        }
    }
}
