package dev.belay.agent.core.member;

import java.util.Map;
import java.util.Set;

/// When the voters of a group have said enough. Pure.
public final class Majority {

    private Majority() {}

    /// Whether a coordinator of a term certainly was the only one at some time after a question was
    /// sent: a majority said afterwards that it is in no later term. A later coordinator would need
    /// votes of a majority, and who has given one is in that term from then on (Ongaro, Consensus:
    /// Bridging Theory and Practice, 6.4).
    ///
    /// @param voters of the group, as the coordinator's log has it
    /// @param formerVoters those of the group before while it changes; else empty
    /// @param terms what members said, by id
    public static boolean isInNoLaterTerm(
            Set<String> voters, Set<String> formerVoters, Map<String, Long> terms, long term) {
        return isMajority(voters, terms, term)
                && (formerVoters.isEmpty() || isMajority(formerVoters, terms, term));
    }

    private static boolean isMajority(Set<String> voters, Map<String, Long> terms, long term) {
        long confirming =
                voters.stream()
                        .filter(id -> terms.getOrDefault(id, Long.MAX_VALUE) <= term)
                        .count();
        return confirming > voters.size() / 2;
    }
}
