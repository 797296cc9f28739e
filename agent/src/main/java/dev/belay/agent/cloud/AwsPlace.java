package dev.belay.agent.cloud;

import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;

/// What the design in force says of this node to whoever calls the cloud for it.
///
/// @param networkInterface `eni-…`; empty: it is asked for
/// @param instanceId `i-…`; empty: the instance is asked which one it is
/// @param addresses of this node, the one that agents use first
/// @param proxy that is between this node and the cloud
/// @param roles of other accounts
public record AwsPlace(
        Optional<String> networkInterface,
        Optional<String> instanceId,
        List<IpAddress> addresses,
        Optional<ProxySettings> proxy,
        AwsRoles roles) {

    /// A node that the design does not draw.
    public static final AwsPlace NOWHERE =
            new AwsPlace(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public AwsPlace {
        addresses = List.copyOf(addresses);
    }

    /// One where all that is called is this account's.
    AwsPlace(
            Optional<String> networkInterface,
            Optional<String> instanceId,
            List<IpAddress> addresses,
            Optional<ProxySettings> proxy) {
        this(networkInterface, instanceId, addresses, proxy, AwsRoles.NONE);
    }
}
