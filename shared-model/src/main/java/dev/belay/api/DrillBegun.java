package dev.belay.api;

import java.time.Instant;

/// A drill that has begun, or the last one.
///
/// @param service id
/// @param kind what happens to its node
/// @param node id of the node that ran it
/// @param generation number of the stay that it ends
/// @param at when it was decided, on the clock of the node that was asked; the fault follows within
///   a second, so that this answer still gets out
/// @param until when another drill may begin; what lasts is over by then
public record DrillBegun(
        String service, DrillKind kind, String node, long generation, Instant at, Instant until) {}
