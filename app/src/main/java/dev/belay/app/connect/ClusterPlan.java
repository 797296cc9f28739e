package dev.belay.app.connect;

import dev.belay.model.status.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Which nodes a session goes to, and how.
///
/// @param name of the cluster until an agent tells its own
/// @param nodes the ways that are known at the beginning
/// @param learned how to get to a member that an agent tells of and that has no way yet; empty when
///   only the user can say
/// @param settled told, on any thread, which member was found under a key that is not its id
record ClusterPlan(
        String name,
        List<Entry> nodes,
        Function<Member, Optional<NodeDoor>> learned,
        BiConsumer<String, String> settled) {

    /// One way.
    ///
    /// @param key the member's id when it is known, else the address
    /// @param name what to call it until an agent tells
    /// @param door the way
    record Entry(String key, String name, NodeDoor door) {}
}
