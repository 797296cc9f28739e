package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import org.jspecify.annotations.Nullable;

/// A node that wizards can work on: a host with a way of its own that is in no cluster, or a member
/// of the cluster that is looked at.
///
/// @param key stable; the member's id, or the id of the way to it
/// @param name what people call it
/// @param address where it is reached
/// @param member whether it is a member of the cluster that is looked at
/// @param admin whether it owns that cluster's configuration
/// @param standing what it last said of itself; null before
/// @param seenNanos when it said so, on the monotonic clock
/// @param error why it did not answer last; null when it did
public record KnownNode(
        String key,
        String name,
        String address,
        boolean member,
        boolean admin,
        @Nullable NodeStanding standing,
        long seenNanos,
        @Nullable ApiError error) {

    /// Whether it is in no cluster, as far as it is known.
    public boolean isSingle() {
        return !member && (standing == null || standing.clusterId().isEmpty());
    }

    boolean is(String nameOrAddress) {
        return name.equals(nameOrAddress)
                || address.equals(nameOrAddress)
                || (standing != null
                        && (standing.hostName().equals(nameOrAddress)
                                || standing.node().equals(nameOrAddress)
                                || standing.address().equals(nameOrAddress)));
    }
}
