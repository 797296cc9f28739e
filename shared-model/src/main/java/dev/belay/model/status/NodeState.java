package dev.belay.model.status;

/// The eight states of a node, a service instance or a resource; each has its own glyph.
public enum NodeState {
    /// Runs what it should.
    ACTIVE,
    /// Ready, may take over; a witness is always this.
    STANDBY,
    /// Coming up.
    STARTING,
    /// Going down in order.
    STOPPING,
    /// No fresh report: neither good nor bad.
    UNKNOWN,
    /// A start, a stop or a check failed.
    FAILED,
    /// Cut off, and that was confirmed.
    FENCED,
    /// Belay keeps its hands off.
    MAINTENANCE
}
