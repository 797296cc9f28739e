package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/// Route tables of Amazon EC2. Safe for use by several threads.
final class Ec2Routes implements RouteApi {

    private final Ec2Client client;

    Ec2Routes(Ec2Client client) {
        this.client = client;
    }

    @Override
    public CloudAnswer<List<Table>> tables(String vpcId, Cidr destination, List<String> named) {
        return AwsErrors.answer(
                "ec2:DescribeRouteTables",
                () -> {
                    Map<String, Table> all = new TreeMap<>();
                    describe(
                            destination,
                            all,
                            filter("vpc-id", List.of(vpcId)),
                            filter(
                                    destination.network().v6()
                                            ? "route.destination-ipv6-cidr-block"
                                            : "route.destination-cidr-block",
                                    List.of(destination.toString())));
                    List<String> others =
                            named.stream().filter(id -> !all.containsKey(id)).distinct().toList();
                    if (!others.isEmpty()) {
                        // As a filter: an id that is not there is no error then.
                        describe(
                                destination,
                                all,
                                filter("vpc-id", List.of(vpcId)),
                                filter("route-table-id", others));
                    }
                    return List.copyOf(all.values());
                });
    }

    private void describe(Cidr destination, Map<String, Table> all, Filter... filters) {
        client.describeRouteTablesPaginator(
                        DescribeRouteTablesRequest.builder().filters(filters).build())
                .routeTables()
                .forEach(one -> all.put(one.routeTableId(), table(one, destination)));
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /// A line that a virtual private gateway tells of is none: it can't be replaced, and one that
    /// is added goes before it.
    ///
    /// Source: "Route priority", Amazon VPC user guide.
    private static Table table(RouteTable table, Cidr destination) {
        String wanted = destination.toString();
        return new Table(
                table.routeTableId(),
                table.routes().stream()
                        .filter(one ->
                                wanted.equals(one.destinationCidrBlock())
                                        || wanted.equals(one.destinationIpv6CidrBlock()))
                        .filter(one -> one.origin() != RouteOrigin.ENABLE_VGW_ROUTE_PROPAGATION)
                        .findFirst()
                        .map(Ec2Routes::target));
    }

    private static Target target(Route route) {
        boolean isGone = route.state() == RouteState.BLACKHOLE;
        if (route.networkInterfaceId() != null) {
            return new Target(route.networkInterfaceId(), true, isGone);
        }
        return Stream.of(
                        route.gatewayId(),
                        route.transitGatewayId(),
                        route.natGatewayId(),
                        route.vpcPeeringConnectionId(),
                        route.egressOnlyInternetGatewayId(),
                        route.localGatewayId(),
                        route.carrierGatewayId(),
                        route.coreNetworkArn())
                .filter(one -> one != null && !one.isEmpty())
                .findFirst()
                .map(one -> new Target(one, false, isGone))
                .or(() ->
                        Optional.ofNullable(route.instanceId())
                                .map(one -> new Target(one, true, isGone)))
                .orElseGet(() -> new Target(Target.NOTHING, false, isGone));
    }

    @Override
    public CloudAnswer<String> replace(String table, Cidr destination, Target to) {
        return AwsErrors.answer(
                "ec2:ReplaceRoute",
                () -> {
                    var request = ReplaceRouteRequest.builder().routeTableId(table);
                    if (to.isInterface()) {
                        request.networkInterfaceId(to.id());
                    } else {
                        request.transitGatewayId(to.id());
                    }
                    if (destination.network().v6()) {
                        request.destinationIpv6CidrBlock(destination.toString());
                    } else {
                        request.destinationCidrBlock(destination.toString());
                    }
                    client.replaceRoute(request.build());
                    return table;
                });
    }

    @Override
    public CloudAnswer<String> create(String table, Cidr destination, Target to) {
        return AwsErrors.answer(
                "ec2:CreateRoute",
                () -> {
                    var request = CreateRouteRequest.builder().routeTableId(table);
                    if (to.isInterface()) {
                        request.networkInterfaceId(to.id());
                    } else {
                        request.transitGatewayId(to.id());
                    }
                    if (destination.network().v6()) {
                        request.destinationIpv6CidrBlock(destination.toString());
                    } else {
                        request.destinationCidrBlock(destination.toString());
                    }
                    client.createRoute(request.build());
                    return table;
                });
    }

    @Override
    public CloudAnswer<List<Table>> transit(String table, Cidr destination) {
        return Ec2TransitRoutes.find(client, table, destination);
    }

    @Override
    public CloudAnswer<String> replaceTransit(String table, Cidr destination, String attachment) {
        return Ec2TransitRoutes.replace(client, table, destination, attachment);
    }

    @Override
    public CloudAnswer<String> createTransit(String table, Cidr destination, String attachment) {
        return Ec2TransitRoutes.create(client, table, destination, attachment);
    }

    @Override
    public CloudAnswer<String> interfaceOf(String instanceId) {
        CloudAnswer<Optional<String>> found =
                AwsErrors.answer(
                        "ec2:DescribeNetworkInterfaces",
                        () ->
                                client
                                        .describeNetworkInterfaces(request ->
                                                request.filters(
                                                        filter(
                                                                "attachment.instance-id",
                                                                List.of(instanceId))))
                                        .networkInterfaces()
                                        .stream()
                                        .filter(Ec2Routes::isFirst)
                                        .map(NetworkInterface::networkInterfaceId)
                                        .findFirst());
        return found instanceof CloudAnswer.Done<Optional<String>>(Optional<String> one)
                        && one.isEmpty()
                ? new CloudAnswer.Refused<>(
                        "NoInterface",
                        "a network interface of instance '%s' was wanted, and there is none: correct the id in the node of the design"
                                .formatted(instanceId))
                : found.map(Optional::orElseThrow);
    }

    private static boolean isFirst(NetworkInterface one) {
        return one.attachment() != null
                && Integer.valueOf(0).equals(one.attachment().deviceIndex());
    }
}
