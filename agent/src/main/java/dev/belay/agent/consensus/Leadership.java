package dev.belay.agent.consensus;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How this node's view of the leadership goes on from one look to the next. Pure.
///
/// NONE KNOWN -> KNOWN -> NONE KNOWN; KNOWN -> KNOWN by a new term.
///
/// @param opinion what it thinks
/// @param heardAt when the coordinator was last known to be there
record Leadership(Opinion opinion, Instant heardAt) {

    /// One look at Ratis.
    ///
    /// @param silence since the coordinator, or as coordinator a majority, was last heard; longer
    ///   than any clock when that is not known
    record Look(
            @Nullable String coordinator,
            long term,
            RaftRole role,
            Duration silence,
            boolean quorate) {}

    /// @param next the view from now on
    /// @param occurrences what is worth telling, in order
    record Change(Leadership next, List<Occurrence> occurrences) {}

    static Leadership atStart(Instant now) {
        return new Leadership(new Opinion(null, 0, now, RaftRole.NONE, false), now);
    }

    Change after(Look look, Instant now) {
        String former = opinion.coordinator();
        String coordinator = look.coordinator();
        boolean sameLead =
                opinion.term() == look.term()
                        && (former == null ? coordinator == null : former.equals(coordinator));
        Instant heard = coordinator == null ? heardAt : later(heardAt, now.minus(look.silence()));
        var next =
                new Leadership(
                        new Opinion(
                                coordinator,
                                look.term(),
                                sameLead ? opinion.termSince() : now,
                                look.role(),
                                look.quorate()),
                        heard);
        List<Occurrence> occurrences = new ArrayList<>();
        if (coordinator == null && former != null) {
            Duration silent = Duration.between(heardAt, now);
            occurrences.add(
                    new Occurrence.CoordinatorLost(
                            former, opinion.term(), silent.isNegative() ? Duration.ZERO : silent));
        } else if (coordinator != null && !sameLead) {
            occurrences.add(new Occurrence.CoordinatorElected(coordinator, look.term()));
        }
        return new Change(next, occurrences);
    }

    /// What was heard once stays heard: between two roles Ratis names a coordinator and no silence.
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Whether listeners should look again.
    boolean differsFrom(Leadership other) {
        return !opinion.equals(other.opinion);
    }
}
