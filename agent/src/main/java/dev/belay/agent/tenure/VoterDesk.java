package dev.belay.agent.tenure;

import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.lease.Vouching;
import java.util.Set;

/// Owns what this node vouches for as a voter. Safe for use by several threads.
final class VoterDesk {

    private final String self;
    private Vouching vouching;

    /// A voter that has just begun.
    ///
    /// @param at now, on its own clock
    VoterDesk(String self, long at) {
        this.self = self;
        this.vouching = Vouching.first(at);
    }

    /// Whether it vouches for what a node holds.
    ///
    /// Only in the group that the node's grant named: once a majority has another group in its log,
    /// no majority vouches in the old one, whoever is asked.
    ///
    /// @param seat read after the question came
    /// @param leaseNanos how long a lease can last, by this node's own times
    synchronized boolean vouches(
            Message.Question question, LeasePort.Seat seat, long leaseNanos, long at) {
        Set<String> voters = seat.voters();
        boolean isOfThisGroup =
                seat.mayVote()
                        && seat.formerVoters().isEmpty()
                        && voters.contains(self)
                        && voters.equals(question.vouchers());
        if (!isOfThisGroup) {
            return false;
        }
        Vouching.Word word =
                vouching.asked(
                        question.report().node(),
                        question.report().grantTerm(),
                        seat.term(),
                        Math.max(leaseNanos, question.leaseNanos()),
                        at);
        vouching = word.next();
        return word.isVouched();
    }

    /// A coordinator's word.
    synchronized LeaseTalk.Barred bar(Message.Bar bar, long at) {
        vouching = vouching.barred(bar.node(), bar.term(), bar.round(), bar.isUp());
        return new LeaseTalk.Barred(
                vouching.isBarred(bar.node(), bar.term(), bar.round()),
                vouching.age(bar.node(), at));
    }
}
