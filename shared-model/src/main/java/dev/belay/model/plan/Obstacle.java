package dev.belay.model.plan;

/// Why a plan cannot be carried out now.
public enum Obstacle {
    /// The timing changes, and services run: nodes would count by other times than whoever waits
    /// for them.
    TIMING_IN_USE
}
