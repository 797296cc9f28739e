package dev.belay.model.status;

/// How far a node's log has come.
///
/// @param commitIndex last committed entry it knows of
/// @param appliedIndex last entry its state machine has applied
/// @param snapshotIndex last entry inside its newest snapshot; -1 without one
/// @param logBytes size of its log on disk
public record RaftFacts(long commitIndex, long appliedIndex, long snapshotIndex, long logBytes) {

    /// Entries committed and not yet applied.
    public long applyLag() {
        return Math.max(0, commitIndex - appliedIndex);
    }
}
