package dev.belay.model.status;

import org.jspecify.annotations.Nullable;

/// One member as one observer sees it.
///
/// @param member who it is
/// @param state the state the observer takes it to be in
/// @param reason one sentence why, for instance `silent for 4.2 s`
/// @param report its last own report with the age; null when none ever came
public record NodeStatus(
        Member member, NodeState state, String reason, @Nullable Fact<NodeReport> report) {}
