package dev.belay.agent.core.lease;

/// What can be wrong with a cluster on purpose: each must break an invariant that holds without it.
enum Mutant {
    NONE,
    /// A successor waits for half of the lease.
    SHORT_LEASE,
    /// A new coordinator takes the silence before its term for silence in it.
    LEASE_NOT_RESTARTED,
    /// A node believes a coordinator that no majority confirms.
    UNCONFIRMED_COORDINATOR,
    /// A proposal of a former coordinator counts in a later term.
    NO_EPOCH_CHECK,
    /// A node renews after its lease has ended: no self-kill, and the gate opens again.
    RENEWAL_AFTER_EXPIRY,
    /// A lease counts from the answer.
    COUNTED_FROM_ANSWER,
    /// Voters vouch for a node that they were asked not to vouch for.
    BAR_IGNORED,
    /// A voter that has forgotten its bars vouches at once.
    RESTARTED_VOTER_VOUCHES,
    /// A stop that failed is taken for done.
    STOP_FAILURE_IGNORED,
    /// Fencing that timed out is taken for done.
    UNKNOWN_FENCE_CONFIRMED,
    /// An answer is heeded however old it is.
    OLD_ANSWERS_HEEDED
}
