package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;

/// What whoever gave a {@link Command} is told.
public sealed interface Answer {

    /// The setting is as asked for.
    record Set(String key, Stored stored) implements Answer {}

    /// The cluster has its name and members.
    record Founded(String clusterId) implements Answer {}

    /// The member is known by this instance of its folder.
    record Joined(String node, String instance) implements Answer {}

    /// The order is carried out.
    ///
    /// @param index of its entry
    record Ordered(long index) implements Answer {}

    /// Whether the command was applied cannot be told any more; it is not applied now.
    record Forgotten() implements Answer {}

    /// The state is as before.
    record Refused(ApiError error) implements Answer {}
}
