package dev.belay.model.station;

/// What a load balancer runs.
public enum BalancerSoftware {
    /// HAProxy; Belay writes its configuration.
    HAPROXY,
    /// Anything else; Belay only checks it.
    OTHER
}
