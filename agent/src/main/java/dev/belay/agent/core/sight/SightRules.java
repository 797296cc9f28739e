package dev.belay.agent.core.sight;

/// The times, in milliseconds, that decide what a node makes of its peers.
final class SightRules {

    /// A peer is asked this often.
    static final long REPORT_INTERVAL = 1_000;

    /// A peer that answered within this time is reachable.
    static final long REACHABLE_WITHIN = 3 * REPORT_INTERVAL;

    /// A peer that was not heard for longer is in an unknown state.
    static final long UNKNOWN_AFTER = 5 * REPORT_INTERVAL;

    /// So many failures in a row, the first a broken connection, make a peer unreachable before its
    /// silence does: one alone may be a connection that comes back.
    static final int FAILURES = 2;

    /// What another heard is news only when it is later than what this node heard by more than the
    /// time between two questions.
    static final long NEWS = REPORT_INTERVAL * 3 / 2;

    /// An unreachable peer counts as back when it has answered this long without a gap.
    static final long STEADY = 2 * REPORT_INTERVAL;

    /// At its own start a node gives its peers this long before it calls one unreachable.
    static final long START_GRACE = 10 * REPORT_INTERVAL;

    /// The quorum must be gone this long before an event says so: an election is shorter.
    static final long QUORUM_LOST_AFTER = 1_500;

    private SightRules() {}
}
