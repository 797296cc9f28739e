package dev.belay.agent.cloud;

import dev.belay.model.proxy.ProxySettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;

/// How clients of AWS's SDK are built here: with limits on everything that could wait, and with
/// nothing taken over from proxy variables.
///
/// @param region such as `eu-central-1`; empty: by the SDK's own chain, the instance's metadata
///   last
/// @param proxy that the design gives this node for the cluster's own calls
/// @param endpoint empty: the service's own one, or the one that the SDK's settings name
///   (`AWS_ENDPOINT_URL_EC2`, `AWS_ENDPOINT_URL_ROUTE_53`, `AWS_ENDPOINT_URL`)
record AwsSettings(String region, Optional<ProxySettings> proxy, Optional<URI> endpoint) {

    /// A whole call with its repetition ends within [#CALL]; without [#ATTEMPT] and [#CALL] a proxy
    /// that takes a connection and never answers holds the SDK for two minutes (measured).
    static final Duration CONNECT = Duration.ofSeconds(2);

    static final Duration SOCKET = Duration.ofSeconds(3);
    static final Duration ATTEMPT = Duration.ofSeconds(3);
    static final Duration CALL = Duration.ofSeconds(8);
    static final int ATTEMPTS = 2;

    /// With the credentials of this node.
    ///
    /// @param preset the region where none is said; empty: by the SDK's own chain
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(
            B builder, Optional<Region> preset) {
        return build(builder, preset, Optional.empty());
    }

    /// @param preset the region where none is said; empty: by the SDK's own chain
    /// @param credentials empty: those of this node
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(
            B builder, Optional<Region> preset, Optional<RoleCredentials> credentials) {
        credentials.ifPresent(builder::credentialsProvider);
        endpoint.ifPresent(builder::endpointOverride);
        preset.or(() -> region.isEmpty() ? Optional.empty() : Optional.of(Region.of(region)))
                .ifPresent(builder::region);
        return builder.httpClientBuilder(AwsProxy.client(proxy, isHttps()))
                .overrideConfiguration(each ->
                        each.apiCallAttemptTimeout(ATTEMPT)
                                .apiCallTimeout(CALL)
                                .retryStrategy(
                                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                                .maxAttempts(ATTEMPTS)
                                                .build()))
                .build();
    }

    private boolean isHttps() {
        return endpoint.filter(one -> "http".equals(one.getScheme())).isEmpty();
    }
}
