package dev.belay.api;

/// What a caller may do, from the operating-system groups of the peer at the other end of the
/// socket.
public enum AccessRole {
    /// May look.
    GUEST,
    /// May start, stop, move and drill.
    OPERATOR,
    /// May change the cluster.
    ADMINISTRATOR
}
