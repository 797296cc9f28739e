package dev.belay.agent.core.sight;

import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.Opinion;
import java.util.List;

/// A fact that a node has learnt; times are on its monotonic clock, in milliseconds.
public sealed interface SightInput {

    long atMillis();

    /// A peer answered.
    ///
    /// @param roundTripMillis from asking to the answer
    /// @param offsetMillis its clock minus this node's
    record Answered(
            NodeReport report,
            List<PassedOn> passedOn,
            long atMillis,
            double roundTripMillis,
            double offsetMillis)
            implements SightInput {}

    /// A peer asked, and said how it is.
    record Asked(NodeReport report, long atMillis) implements SightInput {}

    /// The connection broke while the peer was asked.
    record Broken(String peer, long atMillis) implements SightInput {}

    /// There was no connection all the time that the peer had for its answer.
    record Unconnected(String peer, long atMillis) implements SightInput {}

    /// The peer did not answer in time.
    record TimedOut(String peer, long atMillis) implements SightInput {}

    record MembersChanged(List<Member> members, long atMillis) implements SightInput {}

    record OpinionChanged(Opinion opinion, long atMillis) implements SightInput {}

    record Ticked(long atMillis) implements SightInput {}

    /// A report that the peer has from another member.
    ///
    /// @param ageMillis since the peer heard it
    record PassedOn(NodeReport report, long ageMillis) {}
}
