package dev.belay.model.status;

/// What a full member does in consensus.
public enum MemberRole {
    /// Votes and may run services.
    VOTER,
    /// Follows the log without a vote.
    LEARNER,
    /// Votes and runs no service.
    WITNESS;

    public boolean votes() {
        return this != LEARNER;
    }
}
