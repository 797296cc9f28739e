package dev.belay.agent.cloud;

import dev.belay.agent.cloud.RouteApi.Table;
import dev.belay.agent.cloud.RouteApi.Target;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteType;

/// Static routes of transit gateways of Amazon EC2.
///
/// Source: SearchTransitGatewayRoutes, ReplaceTransitGatewayRoute and CreateTransitGatewayRoute,
/// Amazon EC2 API reference.
final class Ec2TransitRoutes {

    private static final String NO_TABLE = "InvalidRouteTableID.NotFound";

    private static final Set<TransitGatewayRouteState> OVER =
            Set.of(TransitGatewayRouteState.DELETING, TransitGatewayRouteState.DELETED);

    private Ec2TransitRoutes() {}

    static CloudAnswer<List<Table>> find(Ec2Client client, String table, Cidr destination) {
        CloudAnswer<List<Table>> found =
                AwsErrors.answer(
                        "ec2:SearchTransitGatewayRoutes",
                        () -> List.of(read(client, table, destination)));
        return found instanceof CloudAnswer.Refused<List<Table>>(String code, String _)
                        && code.equals(NO_TABLE)
                ? new CloudAnswer.Done<>(List.of())
                : found;
    }

    private static Table read(Ec2Client client, String table, Cidr destination) {
        Filter exact =
                Filter.builder()
                        .name("route-search.exact-match")
                        .values(destination.toString())
                        .build();
        return new Table(
                table,
                client
                        .searchTransitGatewayRoutes(
                                request -> request.transitGatewayRouteTableId(table).filters(exact))
                        .routes()
                        .stream()
                        .filter(one -> isOwn(one, destination))
                        .findFirst()
                        .map(Ec2TransitRoutes::target));
    }

    /// One that an attachment or a prefix list brings can't be replaced, and a static one that is
    /// added goes before it.
    ///
    /// Source: "Route evaluation order", AWS Transit Gateway guide.
    private static boolean isOwn(TransitGatewayRoute one, Cidr destination) {
        return destination.toString().equals(one.destinationCidrBlock())
                && one.type() == TransitGatewayRouteType.STATIC
                && one.prefixListId() == null
                && !OVER.contains(one.state());
    }

    /// One that is pending is as good as there: nothing else makes it active.
    private static Target target(TransitGatewayRoute route) {
        String to =
                route.transitGatewayAttachments().stream()
                        .map(TransitGatewayRouteAttachment::transitGatewayAttachmentId)
                        .sorted()
                        .collect(Collectors.joining(","));
        return new Target(
                to.isEmpty() ? Target.NOTHING : to,
                false,
                route.state() == TransitGatewayRouteState.BLACKHOLE);
    }

    static CloudAnswer<String> replace(
            Ec2Client client, String table, Cidr destination, String attachment) {
        return AwsErrors.answer(
                "ec2:ReplaceTransitGatewayRoute",
                () -> {
                    client.replaceTransitGatewayRoute(request ->
                            request.transitGatewayRouteTableId(table)
                                    .destinationCidrBlock(destination.toString())
                                    .transitGatewayAttachmentId(attachment));
                    return table;
                });
    }

    static CloudAnswer<String> create(
            Ec2Client client, String table, Cidr destination, String attachment) {
        return AwsErrors.answer(
                "ec2:CreateTransitGatewayRoute",
                () -> {
                    client.createTransitGatewayRoute(request ->
                            request.transitGatewayRouteTableId(table)
                                    .destinationCidrBlock(destination.toString())
                                    .transitGatewayAttachmentId(attachment));
                    return table;
                });
    }
}
