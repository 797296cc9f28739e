package dev.belay.agent.core.lease;

import java.util.List;

/// What the holder of leases makes of an input.
///
/// @param effects in order
/// @param reason one sentence; empty when nothing was decided
public record HolderDecision(Holder next, List<HolderEffect> effects, String reason) {

    public HolderDecision {
        effects = List.copyOf(effects);
    }
}
