package dev.belay.model.place;

import java.util.List;
import java.util.Optional;

/// Why a resource is where it is to be.
///
/// @param placement where, and what decided
/// @param role why it is promoted, or is not; empty where it cannot be
/// @param candidates all hosts, the best one first
public record Explanation(Placement placement, Optional<Reason> role, List<Candidate> candidates) {

    public Explanation {
        candidates = List.copyOf(candidates);
    }
}
