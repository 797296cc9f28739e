package dev.belay.agent.cloud;

import dev.belay.agent.cloud.RouteApi.Table;
import dev.belay.agent.cloud.RouteApi.Target;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.route53.Route53Client;

/// Tries what this node reaches of the cloud and may do there, on the way and with the credentials
/// of its own calls. Nothing is changed: reads, a dry run, and that to where a route leads already.
///
/// Source: "DryRun" of ReplaceRoute, Amazon EC2 API reference. Route 53 has nothing of that kind.
final class Reach {

    private static final String METADATA = "http://169.254.169.254";
    private static final String NEVER_GIVEN = "C0000000000000000000";

    /// A call of a client that may not come to be.
    private interface Call<C> {
        List<Probe> with(C client);
    }

    private final Optional<ProxySettings> proxy;
    private final Optional<String> role;

    /// @param role ARN of the role that clients assume; empty: they have the node's own credentials
    Reach(Optional<ProxySettings> proxy, Optional<String> role) {
        this.proxy = proxy;
        this.role = role;
    }

    static Probe metadata() {
        return Probes.endpoint(
                METADATA, InstanceMetadata.own().networkInterface(), Result.DIRECT, "");
    }

    List<Probe> routes(RouteGoal goal, Supplier<Ec2Client> clients) {
        return with(
                "ec2:DescribeRouteTables",
                clients,
                client -> {
                    String host =
                            host(
                                    "ec2."
                                            + client.serviceClientConfiguration().region().id()
                                            + ".amazonaws.com",
                                    client.serviceClientConfiguration().endpointOverride());
                    CloudAnswer<List<Table>> tables = goal.read(new Ec2Routes(client));
                    List<Probe> all = new ArrayList<>();
                    all.add(endpoint(host, tables));
                    all.add(Probes.permission("ec2:DescribeRouteTables", tables));
                    if (tables instanceof CloudAnswer.Done<List<Table>>(List<Table> found)) {
                        all.add(replacement(client, found, goal.destination()));
                    }
                    return all;
                });
    }

    private static Probe replacement(Ec2Client client, List<Table> tables, Cidr destination) {
        String name = "ec2:ReplaceRoute";
        Optional<Table> one =
                tables.stream()
                        .filter(table -> table.route().filter(Target::isInterface).isPresent())
                        .findFirst();
        if (one.isEmpty()) {
            return new Probe(
                    name,
                    Result.NOT_PROVEN,
                    "no route table has a line for %s to an interface yet, with which it could be tried"
                            .formatted(destination));
        }
        return Probes.tried(
                name, tried(client, one.get(), destination, one.get().route().orElseThrow()));
    }

    private static CloudAnswer<String> tried(
            Ec2Client client, Table table, Cidr destination, Target leads) {
        var request =
                ReplaceRouteRequest.builder()
                        .dryRun(true)
                        .routeTableId(table.id())
                        .networkInterfaceId(leads.id());
        if (destination.network().v6()) {
            request.destinationIpv6CidrBlock(destination.toString());
        } else {
            request.destinationCidrBlock(destination.toString());
        }
        return AwsErrors.answer(
                "ec2:ReplaceRoute",
                () -> {
                    client.replaceRoute(request.build());
                    return table.id();
                });
    }

    List<Probe> names(DnsWish wish, Supplier<Route53Client> clients) {
        return with(
                "route53:ListResourceRecordSets",
                clients,
                client -> {
                    String host =
                            host(
                                    "route53.amazonaws.com",
                                    client.serviceClientConfiguration().endpointOverride());
                    var records = new Route53Records(client);
                    CloudAnswer<?> found = records.find(wish.zoneId(), wish.host(), wish.type());
                    return List.of(
                            endpoint(host, found),
                            Probes.permission("route53:ListResourceRecordSets", found),
                            Probes.permission("route53:GetChange", records.change(NEVER_GIVEN)),
                            new Probe(
                                    "route53:ChangeResourceRecordSets",
                                    Result.NOT_PROVEN,
                                    "Route 53 cannot be asked without a change: look at the policy of the role, or move the service once"));
                });
    }

    /// Without its role nothing is asked of the other account.
    private <C extends AwsClient> List<Probe> with(
            String permission, Supplier<C> clients, Call<C> call) {
        C client;
        try {
            client = clients.get();
        } catch (SdkException e) {
            return List.of(new Probe(permission, Result.UNKNOWN, LateRoutes.noClient(e)));
        }
        if (role.isEmpty()) {
            return call.with(client);
        }
        CloudAnswer<?> assumed = assumed(client);
        List<Probe> all = new ArrayList<>();
        all.add(Probes.permission("sts:AssumeRole of '" + role.get() + "'", assumed));
        if (assumed instanceof CloudAnswer.Done<?>) {
            all.addAll(call.with(client));
        }
        return all;
    }

    private static CloudAnswer<?> assumed(AwsClient client) {
        return AwsErrors.answer(
                "sts:AssumeRole",
                () ->
                        client.serviceClientConfiguration()
                                .credentialsProvider()
                                .resolveIdentity()
                                .join());
    }

    private static String host(String own, Optional<URI> override) {
        return override.map(URI::getHost).orElse(own);
    }

    private Probe endpoint(String host, CloudAnswer<?> answer) {
        List<InetAddress> addresses = addresses(host);
        boolean isByProxy =
                proxy.filter(ProxySettings::https)
                        .filter(one ->
                                AwsProxy.exceptions(one.bypass()).stream()
                                        .noneMatch(host.toLowerCase(Locale.ROOT)::matches))
                        .isPresent();
        boolean isPrivate =
                !addresses.isEmpty()
                        && addresses.stream().allMatch(InetAddress::isSiteLocalAddress);
        Result direct = isPrivate ? Result.PRIVATE : Result.DIRECT;
        return Probes.endpoint(
                "https://" + host,
                answer,
                isByProxy ? Result.BY_PROXY : direct,
                String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList()));
    }

    /// Empty where no resolver knows it: behind a proxy only that one has to.
    private static List<InetAddress> addresses(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(host)).toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    }
}
