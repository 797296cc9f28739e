package dev.belay.reach.ssh;

/// What to do with the key of a host that was never seen; a changed key always stops.
public enum StrictHostKeys {
    /// Refuse it.
    YES,
    /// Ask the user.
    ASK,
    /// Write it down without asking, because the user's SSH config says so.
    ACCEPT_NEW
}
