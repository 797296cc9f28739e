package dev.belay.agent.core.member;

/// What the coordinator does next so that the group becomes what the state says.
public sealed interface GroupStep {

    /// One sentence why.
    String reason();

    /// There is nothing to do, or nothing can be done now.
    record Rest(String reason) implements GroupStep {}

    /// The group becomes another.
    record Regroup(Group next, String reason) implements GroupStep {}

    /// Another voter leads first.
    record HandOver(String to, String reason) implements GroupStep {}
}
