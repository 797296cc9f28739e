package dev.belay.api;

import java.util.List;

/// The history of some measures on one node.
///
/// @param node id of the node
/// @param tier which ring
/// @param stepMillis width of one slot
/// @param startEpochMillis begin of the first slot, on the node's clock
/// @param series one for each measure that was asked for
public record HistoryAnswer(
        String node,
        HistoryTier tier,
        long stepMillis,
        long startEpochMillis,
        List<Series> series) {

    /// Values of one measure, slot by slot; NaN in a slot in which nothing was measured.
    ///
    /// @param measure id of the measure
    /// @param unit its unit
    public record Series(String measure, String unit, double[] min, double[] mean, double[] max) {}
}
