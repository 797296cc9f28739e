package dev.belay.app.health;

/// Stored history up to the first live point, and the live points from there on.
///
/// @param older the agent's history
/// @param kept points of the history that lie before the first live one
/// @param newer live points, at full rate
record JoinedPoints(Points older, int kept, Points newer) implements Points {

    static Points of(Points older, Points newer) {
        if (newer.size() == 0) {
            return older;
        }
        // The last slot of a history is still being filled and stands at its middle, which may lie
        // in the future: live points are the better witness from their first on.
        int kept = older.firstFrom(newer.at(0));
        return kept == 0 ? newer : new JoinedPoints(older, kept, newer);
    }

    @Override
    public int size() {
        return kept + newer.size();
    }

    @Override
    public long at(int index) {
        return index < kept ? older.at(index) : newer.at(index - kept);
    }

    @Override
    public double min(int index) {
        return index < kept ? older.min(index) : newer.min(index - kept);
    }

    @Override
    public double mean(int index) {
        return index < kept ? older.mean(index) : newer.mean(index - kept);
    }

    @Override
    public double max(int index) {
        return index < kept ? older.max(index) : newer.max(index - kept);
    }

    @Override
    public boolean continues(int index) {
        if (index < kept) {
            return older.continues(index);
        }
        if (index > kept) {
            return newer.continues(index - kept);
        }
        return index > 0
                && !Double.isNaN(older.mean(kept - 1))
                && newer.at(0) - older.at(kept - 1) <= older.patienceMillis();
    }

    @Override
    public boolean hasPeaks() {
        return older.hasPeaks();
    }

    @Override
    public long patienceMillis() {
        return newer.patienceMillis();
    }
}
