package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.util.Set;

/// What is said where a tunnel is missing or must not be used.
final class NoTunnel {

    /// Codes of what trying again can't mend.
    static final Set<String> FINAL = Set.of("tunnel-other-cluster", "tunnel-twice");

    private NoTunnel() {}

    static AgentException to(String node) {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "no-tunnel",
                        "a tunnel to " + node,
                        "none that is open",
                        "connect to the node first"),
                null);
    }

    static AgentException lost(String node, String why) {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "tunnel-lost",
                        "the tunnel to " + node,
                        why.isEmpty() ? "that it ended" : why,
                        "it is made again by itself"),
                null);
    }

    static AgentException toOtherCluster(String wanted, String found, String node) {
        return AgentException.refused(
                new ApiError(
                        "tunnel-other-cluster",
                        "an agent of the cluster '" + wanted + "' at " + node,
                        "the cluster '" + found + "'",
                        "take the address out of this connection, or make a connection of its own"));
    }

    static AgentException twice(String node, String address, String other) {
        return AgentException.refused(
                new ApiError(
                        "tunnel-twice",
                        "another node at " + address,
                        "'" + node + "', which " + other + " leads to already",
                        "take one of both addresses out"));
    }
}
