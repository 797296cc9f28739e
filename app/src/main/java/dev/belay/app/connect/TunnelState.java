package dev.belay.app.connect;

/// NONE -> CONNECTING -> OPEN -> BROKEN -> CONNECTING; CONNECTING -> REFUSED -> CONNECTING (by the
/// user alone); any -> NONE.
public enum TunnelState {
    /// Not wanted now.
    NONE,
    CONNECTING,
    OPEN,
    /// It was lost or could not be made, and is tried again by itself.
    BROKEN,
    /// It will not come by trying again: the user has to do something first.
    REFUSED
}
