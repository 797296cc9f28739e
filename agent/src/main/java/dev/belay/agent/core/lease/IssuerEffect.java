package dev.belay.agent.core.lease;

/// What the issuer of leases wants done.
public sealed interface IssuerEffect {

    /// Answer a question. Whoever asked counts it only if a majority confirms the term.
    record Answer(String node, long question, Grant grant) implements IssuerEffect {}

    /// Have the replicated state changed: only if the generation before is still there, and only in
    /// this term.
    record Propose(Tenancy tenancy, long formerGeneration, String reason) implements IssuerEffect {}

    /// Tell a node to ask at once. May be lost.
    record Nudge(String node) implements IssuerEffect {}

    /// Tell all voters to vouch for a node no more, or again. May be lost.
    record Bar(String node, long round, boolean isUp) implements IssuerEffect {}

    /// Fence a node, and answer what is known of it.
    ///
    /// @param incarnation the newest known of it
    record Fence(String node, long incarnation, String reason) implements IssuerEffect {}
}
