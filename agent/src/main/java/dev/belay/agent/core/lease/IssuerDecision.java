package dev.belay.agent.core.lease;

import java.util.List;

/// What the issuer of leases makes of an input.
///
/// @param effects in order
/// @param reason one sentence; empty when nothing was decided
public record IssuerDecision(Issuer next, List<IssuerEffect> effects, String reason) {

    public IssuerDecision {
        effects = List.copyOf(effects);
    }
}
