package dev.belay.app.connect;

/// The way to one node's agent right now.
///
/// @param state how far it has come
/// @param text one sentence why; empty when there is nothing to say
/// @param sinceNanos when it came into this state, as {@link LiveCluster#nowNanos()}
public record Tunnel(TunnelState state, String text, long sinceNanos) {}
