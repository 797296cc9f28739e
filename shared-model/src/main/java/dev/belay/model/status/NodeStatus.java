package dev.belay.model.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One member as one observer sees it.
///
/// @param member who it is
/// @param state the state the observer takes it to be in
/// @param reason one sentence why, for instance `silent for 4.2 s`
/// @param report its last own report with the age; null when none ever came
/// @param reasonCode stable code of the reason, its translated text is found by it; empty when
///   there is none
/// @param reasonFields what fills the translated reason, by name
public record NodeStatus(
        Member member,
        NodeState state,
        String reason,
        @Nullable Fact<NodeReport> report,
        String reasonCode,
        Map<String, String> reasonFields) {

    public NodeStatus(
            Member member, NodeState state, String reason, @Nullable Fact<NodeReport> report) {
        this(member, state, reason, report, "", Map.of());
    }
}
