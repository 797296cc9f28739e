package dev.belay.model.place;

/// Whether a host can run resources.
public enum HostState {
    /// It can.
    AVAILABLE,
    /// It is up, and what runs on it has to leave.
    STANDBY,
    /// It is up, and what runs on it is left alone.
    MAINTENANCE,
    /// It is about to leave, and what runs on it leaves first.
    SHUTTING_DOWN,
    /// It is down for certain: nothing runs on it.
    OFFLINE,
    /// Nobody knows what it does.
    UNCLEAN
}
