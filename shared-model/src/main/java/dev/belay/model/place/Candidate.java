package dev.belay.model.place;

import java.util.List;

/// A host, as one resource sees it.
///
/// @param host its name
/// @param state whether it can run anything
/// @param score what speaks for it in the end; −1,000,000: it must not run there
/// @param reasons what the score is made of, in the order in which it came
public record Candidate(String host, HostState state, int score, List<Reason> reasons) {

    public Candidate {
        reasons = List.copyOf(reasons);
    }
}
