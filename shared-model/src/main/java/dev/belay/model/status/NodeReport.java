package dev.belay.model.status;

import java.time.Instant;
import java.util.List;

/// What an agent says of itself, about once a second.
///
/// @param node its id
/// @param at when it said so, on its own clock
/// @param startedAt when this agent process started
/// @param agentVersion such as `0.1.0`
/// @param host operating system and kernel in a few words
/// @param opinion what it thinks of the leadership
/// @param peers how it sees every other member, in member order
/// @param vitals load of host and agent
/// @param raft how far its log has come
/// @param clockOffsetMillis added to {@link #at} by whoever passes the report on, to bring it onto
///   the clock of the one who passes it on; 0 in the original
public record NodeReport(
        String node,
        Instant at,
        Instant startedAt,
        String agentVersion,
        String host,
        Opinion opinion,
        List<PeerSight> peers,
        Vitals vitals,
        RaftFacts raft,
        long clockOffsetMillis) {}
