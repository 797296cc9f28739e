package dev.belay.api;

import java.util.List;

/// The audit log of one node.
///
/// @param records oldest first
/// @param head hash of the newest record as the cluster has it
/// @param count how many records there are in all
/// @param broken empty when the chain holds from its begin to the head; else what is wrong, and at
///   which record
public record AuditAnswer(List<AuditRecord> records, String head, long count, String broken) {

    public AuditAnswer {
        records = List.copyOf(records);
    }
}
