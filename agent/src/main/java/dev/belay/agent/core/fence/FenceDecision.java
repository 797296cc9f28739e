package dev.belay.agent.core.fence;

/// What is to be done next.
public sealed interface FenceDecision {

    /// Ask a device; the answer goes to [FenceWalk#answered].
    record Ask(FenceWalk next, String device, FenceVerb verb) implements FenceDecision {}

    /// It is over.
    record End(FenceOutcome outcome) implements FenceDecision {}
}
