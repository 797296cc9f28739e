package dev.belay.agent.health;

import java.util.Arrays;

/// Least, mean and greatest of each measure over one slot of time; NaN where nothing was measured.
///
/// @param count samples that went in
record Slot(long startMillis, int count, double[] min, double[] mean, double[] max) {

    static Slot empty(long startMillis, int measures) {
        var slot =
                new Slot(
                        startMillis,
                        0,
                        new double[measures],
                        new double[measures],
                        new double[measures]);
        Arrays.fill(slot.min, Double.NaN);
        Arrays.fill(slot.mean, Double.NaN);
        Arrays.fill(slot.max, Double.NaN);
        return slot;
    }

    Slot withCount(int samples) {
        return new Slot(startMillis, samples, min, mean, max);
    }

    /// Takes one more sample in; changes the arrays, gives the slot with the new count.
    Slot with(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                continue;
            }
            boolean first = Double.isNaN(mean[i]);
            min[i] = first ? value : Math.min(min[i], value);
            max[i] = first ? value : Math.max(max[i], value);
            mean[i] = first ? value : mean[i] + (value - mean[i]) / (count + 1);
        }
        return withCount(count + 1);
    }
}
