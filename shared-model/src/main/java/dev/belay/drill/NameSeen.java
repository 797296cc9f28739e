package dev.belay.drill;

import org.jspecify.annotations.Nullable;

/// What a drill saw of the name that clients ask for.
///
/// @param host the name
/// @param resolver who was asked for it, as `10.0.0.2:53`; empty: whom this system asks
/// @param ttlSeconds how long the answer before the fault might be kept
/// @param before what the resolver said before the fault
/// @param after what it said last
/// @param saidMillis when it said something else first, counted from the order of the fault; null:
///   never
/// @param followedMillis when a client that keeps each answer as long as it may went there first;
///   null: never
public record NameSeen(
        String host,
        String resolver,
        long ttlSeconds,
        Place before,
        Place after,
        @Nullable Long saidMillis,
        @Nullable Long followedMillis) {

    /// Where a name leads.
    ///
    /// @param address empty: nowhere
    /// @param node id of the node that has it by the design; empty: of none
    public record Place(String address, String node) {

        @Override
        public String toString() {
            return node.isEmpty() ? address : address + " (" + node + ")";
        }
    }
}
