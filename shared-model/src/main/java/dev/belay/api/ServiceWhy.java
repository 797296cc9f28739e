package dev.belay.api;

import java.util.List;

/// Why a service is where it is to be.
///
/// @param service its id
/// @param placedOn where it is to be; empty: nowhere
/// @param reason what decided, in a sentence of English
/// @param candidates all hosts, the best one first
public record ServiceWhy(
        String service, String placedOn, String reason, List<Candidate> candidates) {

    public ServiceWhy {
        candidates = List.copyOf(candidates);
    }

    /// A host that was looked at.
    ///
    /// @param node its id
    /// @param state such as `available`, `standby`, `offline`
    /// @param score -1,000,000–1,000,000
    /// @param factors what speaks for and against it
    public record Candidate(String node, String state, int score, List<Factor> factors) {

        public Candidate {
            factors = List.copyOf(factors);
        }
    }

    /// Something that moved the score.
    ///
    /// @param cause kind of thing, such as `stickiness`
    /// @param subject where it comes from; empty when there is no such thing
    /// @param score what it added
    public record Factor(String cause, String subject, int score) {}
}
