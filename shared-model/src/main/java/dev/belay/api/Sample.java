package dev.belay.api;

import java.time.Instant;

/// One reading of every measure.
///
/// @param at when, on the node's clock
/// @param values in the order of {@link dev.belay.model.status.Measure#ALL}; NaN where there is
///   none
public record Sample(Instant at, double[] values) {}
