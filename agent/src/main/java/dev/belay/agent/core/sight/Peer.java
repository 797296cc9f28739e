package dev.belay.agent.core.sight;

import dev.belay.model.status.NodeReport;
import org.jspecify.annotations.Nullable;

/// What this node knows of one other member.
///
/// silent or refused -> UNKNOWN (lost); answering steadily -> known (regained).
///
/// @param firstAskedMillis when it was first asked, on the monotonic clock
/// @param heardMillis when it last answered or asked; -1 never
/// @param steadySinceMillis since when it answers without a gap; -1 while it does not
/// @param failures broken connections, and what timed out after the first, since it was last heard
/// @param roundTripMillis of the last answer; NaN never
/// @param clockOffset filtered estimate
/// @param own its own last report; null never
/// @param relayed a report of it that another member passed on; null when there is none
/// @param lostSinceMillis when it was last heard before an event said that it is unreachable; -1
///   while no such event stands
record Peer(
        long firstAskedMillis,
        long heardMillis,
        long steadySinceMillis,
        int failures,
        double roundTripMillis,
        ClockOffset clockOffset,
        @Nullable NodeReport own,
        @Nullable Relayed relayed,
        long lostSinceMillis) {

    /// A report that another member passed on.
    ///
    /// @param heardMillis when the witness heard it, on this node's monotonic clock
    /// @param witness id of the member that passed it on
    record Relayed(NodeReport report, long heardMillis, String witness) {}

    static Peer unheard(long atMillis) {
        return new Peer(atMillis, -1, -1, 0, Double.NaN, ClockOffset.NONE, null, null, -1);
    }

    /// An answer with its measured round trip.
    Peer answered(NodeReport report, long atMillis, double roundTrip, double offset) {
        return new Peer(
                firstAskedMillis,
                atMillis,
                steadySince(atMillis),
                0,
                roundTrip,
                clockOffset.with(offset, roundTrip),
                report,
                relayed,
                lostSinceMillis);
    }

    /// A question of its: proves that it lives, measures nothing.
    Peer asked(NodeReport report, long atMillis) {
        return new Peer(
                firstAskedMillis,
                atMillis,
                steadySince(atMillis),
                0,
                roundTripMillis,
                clockOffset,
                report,
                relayed,
                lostSinceMillis);
    }

    /// The connection to it broke or was refused: a hint, as the silence of a peer alone is none.
    Peer broken() {
        return withFailures(failures + 1);
    }

    /// No connection for a whole question: as good as several broken ones.
    Peer unconnected() {
        return withFailures(failures + SightRules.FAILURES);
    }

    /// No answer in time; counts only after a broken connection, for a busy peer is silent as well.
    Peer timedOut() {
        return failures == 0 ? this : withFailures(failures + 1);
    }

    private Peer withFailures(int now) {
        return new Peer(
                firstAskedMillis,
                heardMillis,
                -1,
                now,
                roundTripMillis,
                clockOffset,
                own,
                relayed,
                lostSinceMillis);
    }

    Peer relayed(Relayed fresh) {
        return relayed != null && relayed.heardMillis() >= fresh.heardMillis()
                ? this
                : new Peer(
                        firstAskedMillis,
                        heardMillis,
                        steadySinceMillis,
                        failures,
                        roundTripMillis,
                        clockOffset,
                        own,
                        fresh,
                        lostSinceMillis);
    }

    Peer announcedLost() {
        return withLostSince(everHeard() ? heardMillis : firstAskedMillis);
    }

    Peer announcedBack() {
        return withLostSince(-1);
    }

    boolean isAnnouncedLost() {
        return lostSinceMillis >= 0;
    }

    private Peer withLostSince(long since) {
        return new Peer(
                firstAskedMillis,
                heardMillis,
                steadySinceMillis,
                failures,
                roundTripMillis,
                clockOffset,
                own,
                relayed,
                since);
    }

    /// Milliseconds since it was last heard, or since it was first asked when it never was.
    long silentMillis(long nowMillis) {
        return Math.max(0, nowMillis - (heardMillis < 0 ? firstAskedMillis : heardMillis));
    }

    boolean everHeard() {
        return heardMillis >= 0;
    }

    private long steadySince(long atMillis) {
        boolean gap = steadySinceMillis < 0 || atMillis - heardMillis > SightRules.REACHABLE_WITHIN;
        return gap ? atMillis : steadySinceMillis;
    }
}
