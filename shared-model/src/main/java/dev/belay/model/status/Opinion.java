package dev.belay.model.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one node thinks of the cluster's leadership; opinions of nodes are shown side by side,
/// never merged.
///
/// @param coordinator id of the node it takes for coordinator; null when it knows of none
/// @param term Raft term it is in
/// @param termSince when it first saw this term and coordinator, on its own clock
/// @param ownRole its own part
/// @param quorate whether it takes the cluster to have a quorum: it leads with a fresh majority, or
///   follows a coordinator that it hears
public record Opinion(
        @Nullable String coordinator,
        long term,
        Instant termSince,
        RaftRole ownRole,
        boolean quorate) {}
