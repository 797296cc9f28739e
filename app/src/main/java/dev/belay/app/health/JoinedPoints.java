package dev.belay.app.health;

/// Stored history and live points in one line.
///
/// @param older the agent's history
/// @param kept points of the history from its first on that are used
/// @param newer live points
/// @param skipped live points from their first on that are not used
record JoinedPoints(Points older, int kept, Points newer, int skipped) implements Points {

    /// History up to the first live point: live points have the full rate.
    static Points liveFirst(Points older, Points newer) {
        if (newer.size() == 0) {
            return older;
        }
        // The last slot of a history is still being filled and stands at its middle, which may lie
        // in the future: live points are the better witness from their first on.
        int kept = older.firstFrom(newer.at(0));
        return kept == 0 ? newer : new JoinedPoints(older, kept, newer, 0);
    }

    /// Live points only from the end of the history on: a long line in one resolution.
    static Points historyFirst(Points older, Points newer) {
        int kept = older.size();
        while (kept > 0 && Double.isNaN(older.mean(kept - 1))) {
            kept--;
        }
        // The last slot is not yet full.
        kept = Math.max(0, kept - 1);
        if (kept == 0) {
            return newer;
        }
        return new JoinedPoints(older, kept, newer, newer.firstFrom(older.at(kept - 1) + 1));
    }

    @Override
    public int size() {
        return kept + newer.size() - skipped;
    }

    @Override
    public long at(int index) {
        return index < kept ? older.at(index) : newer.at(index - kept + skipped);
    }

    @Override
    public double min(int index) {
        return index < kept ? older.min(index) : newer.min(index - kept + skipped);
    }

    @Override
    public double mean(int index) {
        return index < kept ? older.mean(index) : newer.mean(index - kept + skipped);
    }

    @Override
    public double max(int index) {
        return index < kept ? older.max(index) : newer.max(index - kept + skipped);
    }

    @Override
    public boolean continues(int index) {
        if (index < kept) {
            return older.continues(index);
        }
        if (index > kept) {
            return newer.continues(index - kept + skipped);
        }
        return index > 0
                && !Double.isNaN(older.mean(kept - 1))
                && newer.at(skipped) - older.at(kept - 1) <= older.patienceMillis();
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
