package dev.belay.agent.core.cluster;

import dev.belay.api.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The chain of all changes: its end, and the newest records.
///
/// Each record's hash covers the one before, so that a record that is changed, left out or put
/// elsewhere shows. Every node writes the records to its disk; the state keeps enough of them for a
/// node that was away.
///
/// @param count how many there are in all
/// @param head hash of the newest; empty before the first
/// @param recent the newest, oldest first
public record Audit(long count, String head, List<AuditRecord> recent) {

    /// Records that the state keeps.
    public static final int KEPT = 512;

    public static final Audit NONE = new Audit(0, "", List.of());

    public Audit {
        recent = List.copyOf(recent);
    }

    Audit with(Actor actor, long atMillis, String action, String result) {
        var at = Instant.ofEpochMilli(atMillis);
        var record = chained(head, count + 1, at, actor.user(), actor.place(), action, result);
        var kept =
                new ArrayList<>(
                        recent.subList(Math.max(0, recent.size() - KEPT + 1), recent.size()));
        kept.add(record);
        return new Audit(count + 1, record.hash(), kept);
    }

    /// Whether a record is the next one after a hash.
    public static boolean follows(String former, AuditRecord record) {
        return chained(
                        former,
                        record.seq(),
                        record.at(),
                        record.user(),
                        record.from(),
                        record.action(),
                        record.result())
                .equals(record);
    }

    private static AuditRecord chained(
            String former,
            long seq,
            Instant at,
            String user,
            String from,
            String action,
            String result) {
        var bytes =
                new Fields.Writer((byte) 1)
                        .text(former)
                        .number(seq)
                        .number(at.toEpochMilli())
                        .text(user)
                        .text(from)
                        .text(action)
                        .text(result)
                        .bytes();
        return new AuditRecord(seq, at, user, from, action, result, ClusterCodec.sha256(bytes));
    }
}
