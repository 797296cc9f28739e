package dev.belay.app.health;

import dev.belay.api.HistoryAnswer;

/// One measure of an agent's stored history, slot by slot; a slot stands at its middle.
///
/// @param startMillis begin of the first slot on the clock of the studio
/// @param stepMillis width of a slot
record HistoryPoints(
        long startMillis, long stepMillis, double[] mins, double[] means, double[] maxs)
        implements Points {

    static HistoryPoints of(HistoryAnswer answer, HistoryAnswer.Series series, long shiftMillis) {
        return new HistoryPoints(
                answer.startEpochMillis() + shiftMillis,
                Math.max(1, answer.stepMillis()),
                series.min(),
                series.mean(),
                series.max());
    }

    /// Slots in which the agent measured anything: 0 where it did, NaN where it did not run.
    static HistoryPoints presence(HistoryAnswer answer, long shiftMillis) {
        int slots = 0;
        for (HistoryAnswer.Series series : answer.series()) {
            slots = Math.max(slots, series.mean().length);
        }
        double[] seen = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            seen[slot] = Double.NaN;
            for (HistoryAnswer.Series series : answer.series()) {
                if (slot < series.mean().length && !Double.isNaN(series.mean()[slot])) {
                    seen[slot] = 0;
                    break;
                }
            }
        }
        return new HistoryPoints(
                answer.startEpochMillis() + shiftMillis,
                Math.max(1, answer.stepMillis()),
                seen,
                seen,
                seen);
    }

    @Override
    public int size() {
        return means.length;
    }

    @Override
    public long at(int index) {
        return startMillis + index * stepMillis + stepMillis / 2;
    }

    @Override
    public double min(int index) {
        return mins[index];
    }

    @Override
    public double mean(int index) {
        return means[index];
    }

    @Override
    public double max(int index) {
        return maxs[index];
    }

    @Override
    public boolean continues(int index) {
        return index > 0 && !Double.isNaN(means[index - 1]) && !Double.isNaN(means[index]);
    }

    @Override
    public boolean hasPeaks() {
        return true;
    }

    @Override
    public long patienceMillis() {
        return Math.max(SampleRing.PATIENCE_MILLIS, stepMillis * 3 / 2);
    }
}
