package dev.belay.reach.ssh;

/// The steps to an agent, in their order.
public enum ConnectStep {
    RESOLVE,
    TCP,
    KEY_EXCHANGE,
    HOST_KEY,
    AUTHENTICATION,
    SOCKET,
    WHO_AM_I
}
