package dev.belay.agent.consensus;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// What leases need of consensus, besides what is replicated. Nothing here blocks.
public interface LeasePort {

    /// What this node is now.
    ///
    /// Whoever leads in one and the same term before and after something led all the time between:
    /// a role ends before its term goes up.
    ///
    /// @param term it is in
    /// @param leads whether it is the coordinator, and has applied an entry of its own term
    /// @param mayVote whether it remembers its votes: only then its term counts as a word
    /// @param voters of the group, as its log has it
    /// @param formerVoters those of the group before while it changes; else empty
    record Seat(
            long term,
            boolean leads,
            boolean mayVote,
            Set<String> voters,
            Set<String> formerVoters) {

        public Seat {
            voters = Set.copyOf(voters);
            formerVoters = Set.copyOf(formerVoters);
        }

        /// In no group.
        public static final Seat NONE = new Seat(0, false, false, Set.of(), Set.of());
    }

    /// Read now.
    Seat seat();

    /// Asks one member.
    ///
    /// @param answer called at most once, on a thread of the network: it must not block
    void askForLease(String member, byte[] question, Duration deadline, Consumer<byte[]> answer);

    /// Says who answers such questions; it is given the asker's id, as its certificate says. Called
    /// on a thread of the network, must answer at once.
    void answerForLeases(BiFunction<String, byte[], byte[]> responder);
}
