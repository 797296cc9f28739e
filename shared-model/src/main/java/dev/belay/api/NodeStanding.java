package dev.belay.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an agent is on its way into a cluster; also answered by one that is in none.
///
/// @param stage where it stands
/// @param node its id; the host name while it is in no cluster
/// @param hostName the host's name now
/// @param address where other agents would reach it
/// @param port of agent-to-agent traffic
/// @param agentVersion its version
/// @param now its clock
/// @param keysResetAt when its keys were made for enrollment; null when they were not
/// @param keyFingerprint `SHA256:…` of its public key; empty without a key
/// @param clusterId its cluster; empty when it is in none
/// @param admin id of the cluster's admin; empty when it is in none
/// @param wasAdmin it was the admin of a cluster that it has left, and was not reset since
/// @param hindrances what would refuse it now as a worker, each with the way out
public record NodeStanding(
        Stage stage,
        String node,
        String hostName,
        String address,
        int port,
        String agentVersion,
        Instant now,
        @Nullable Instant keysResetAt,
        String keyFingerprint,
        String clusterId,
        String admin,
        boolean wasAdmin,
        List<ApiError> hindrances) {

    public NodeStanding {
        hindrances = List.copyOf(hindrances);
    }

    /// Where a node stands.
    public enum Stage {
        /// In no cluster.
        SINGLE,
        /// On its way into one.
        JOINING,
        /// A member, not the admin.
        WORKER,
        /// The member that owns the configuration.
        ADMIN,
        /// Was a member and is none any more; goes on with what it had, until it is reset.
        REMOVED
    }
}
