package dev.belay.model.status;

import java.time.Instant;
import java.util.Map;

/// An event as it is stored and sent: the stable id names text and advice, the fields fill them.
///
/// @param seq number in the journal of the node that recorded it, from 1 without gaps
/// @param id stable id such as `coordinator.elected`
/// @param at when it happened, on the clock of the node that recorded it
/// @param node id of the node that recorded it
/// @param severity how bad
/// @param fields what fills the text, by name; in the order of the text
public record EventRecord(
        long seq,
        String id,
        Instant at,
        String node,
        Severity severity,
        Map<String, String> fields) {}
