package dev.belay.model.network;

/// What the proxy runs.
public enum ProxySoftware {
    /// Squid; Belay writes its access rules.
    SQUID,
    /// Anything else; Belay only uses it.
    OTHER
}
