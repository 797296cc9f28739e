package dev.belay.model.place;

import java.util.List;

/// Why a resource is where it is to be.
///
/// @param placement where, and what decided
/// @param candidates all hosts, the best one first
public record Explanation(Placement placement, List<Candidate> candidates) {

    public Explanation {
        candidates = List.copyOf(candidates);
    }
}
