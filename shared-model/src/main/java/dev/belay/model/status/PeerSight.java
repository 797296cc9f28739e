package dev.belay.model.status;

import org.jspecify.annotations.Nullable;

/// How one node sees another.
///
/// @param peer id of the node that is looked at
/// @param reachable whether it answered within the last few report intervals
/// @param silentMillis since its last answer; -1 when it never answered
/// @param roundTripMillis of the last answer; null when it never answered
/// @param clockOffsetMillis its clock minus the observer's, half the round trip as error; null when
///   never
/// @param sees the state the observer takes the peer to be in
public record PeerSight(
        String peer,
        boolean reachable,
        long silentMillis,
        @Nullable Double roundTripMillis,
        @Nullable Double clockOffsetMillis,
        NodeState sees) {}
