package dev.belay.api;

import java.time.Instant;

/// One change of the cluster, as all nodes keep it.
///
/// @param seq from 1, without gaps
/// @param at when it was asked for, on the clock of the node that it was asked on
/// @param user who
/// @param from on which node, and from where
/// @param action what, such as `member.removed node=gw-3`
/// @param result `done`, or `refused: CODE`
/// @param hash SHA-256 over the record before and this one, in hexadecimal
public record AuditRecord(
        long seq,
        Instant at,
        String user,
        String from,
        String action,
        String result,
        String hash) {}
