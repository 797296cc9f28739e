package dev.belay.agent.cloud;

import dev.belay.model.proxy.ProxySettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;

/// One client for each service and way to it, built before it is needed, because the first call of
/// a new one takes seconds. Safe for use by several threads.
final class AwsClients implements AutoCloseable {

    /// @param proxy clients go through it or not for all of their life
    /// @param role that is assumed for its calls; empty: the node's own
    private record Way(String region, Optional<ProxySettings> proxy, Optional<String> role) {}

    private final Supplier<AwsPlace> here;
    private final Supplier<Optional<String>> instance;
    private final Optional<URI> endpoint;
    private final Map<Way, Ec2Client> routes = new HashMap<>();
    private final Map<Way, Route53Client> names = new HashMap<>();
    private final Map<Way, RoleCredentials> assumed = new HashMap<>();

    /// @param here what the design in force says of this node
    /// @param instance that this node runs on, where it is known
    /// @param endpoint instead of that of each service; empty: by the SDK's settings
    AwsClients(
            Supplier<AwsPlace> here, Supplier<Optional<String>> instance, Optional<URI> endpoint) {
        this.here = here;
        this.instance = instance;
        this.endpoint = endpoint;
    }

    /// @param region empty: the one that this node is in
    /// @param role ARN of the role to assume; empty: this node's own credentials
    synchronized Ec2Client ec2(String region, Optional<String> role) {
        Way way = new Way(region, here.get().proxy(), role);
        return routes.computeIfAbsent(
                way,
                _ -> settings(way).build(Ec2Client.builder(), Optional.empty(), credentials(way)));
    }

    /// Route 53 is one for all regions; roles are assumed in one of them.
    synchronized Route53Client route53(DnsWish wish) {
        AwsPlace own = here.get();
        Way way = new Way(own.roles().region(), own.proxy(), own.roles().of(wish));
        return names.computeIfAbsent(
                way,
                _ ->
                        settings(new Way("", way.proxy(), way.role()))
                                .build(
                                        Route53Client.builder(),
                                        Optional.of(Region.AWS_GLOBAL),
                                        credentials(way)));
    }

    private AwsSettings settings(Way way) {
        return new AwsSettings(way.region(), way.proxy(), endpoint);
    }

    private Optional<RoleCredentials> credentials(Way way) {
        return way.role().map(role -> assumed.computeIfAbsent(way, _ -> credentials(way, role)));
    }

    private RoleCredentials credentials(Way way, String role) {
        return new RoleCredentials(
                role,
                instance.get().map(id -> "belay-" + id).orElse("belay"),
                settings(way).build(StsClient.builder(), Optional.empty()));
    }

    @Override
    public synchronized void close() {
        routes.values().forEach(Ec2Client::close);
        names.values().forEach(Route53Client::close);
        assumed.values().forEach(RoleCredentials::close);
    }
}
