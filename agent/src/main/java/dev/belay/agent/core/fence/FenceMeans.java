package dev.belay.agent.core.fence;

import java.util.Set;

/// A device, as far as a decision is about it.
///
/// @param device its name
/// @param verbs what it can be asked; without [FenceVerb#ON] when it is not for after fencing
public record FenceMeans(String device, Set<FenceVerb> verbs) {

    public FenceMeans {
        verbs = Set.copyOf(verbs);
    }

    boolean can(FenceVerb verb) {
        return verbs.contains(verb);
    }
}
