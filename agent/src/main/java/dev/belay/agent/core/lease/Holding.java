package dev.belay.agent.core.lease;

/// A service that may be active on this node.
///
/// STARTING -> ACTIVE -> STOPPING -> gone; STOPPING -> STUCK -> gone.
///
/// @param why what brought it to this phase, when it was not told to
/// @param isLeaseLost whether that was only that its lease is over
/// @param isHurried whether its stop has a deadline already
record Holding(long generation, Phase phase, String why, boolean isLeaseLost, boolean isHurried) {

    enum Phase {
        STARTING,
        ACTIVE,
        STOPPING,
        STUCK
    }

    boolean isWanted() {
        return phase == Phase.STARTING || phase == Phase.ACTIVE;
    }

    Holding in(Phase phase, String why) {
        return new Holding(generation, phase, why, false, isHurried);
    }

    /// Its lease is over: it ends, whatever it does.
    Holding lost(String why) {
        return new Holding(generation, Phase.STOPPING, why, true, isHurried);
    }

    /// Whether it has to be told that its lease is being lost.
    boolean canHurry() {
        return !isHurried && phase != Phase.STUCK;
    }

    Holding hurried(String lost) {
        return isWanted()
                ? new Holding(generation, Phase.STOPPING, lost, true, true)
                : new Holding(generation, Phase.STOPPING, why, isLeaseLost, true);
    }
}
