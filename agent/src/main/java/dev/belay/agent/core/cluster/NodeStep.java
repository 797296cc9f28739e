package dev.belay.agent.core.cluster;

import dev.belay.api.ConfigSetView.Step;
import java.util.Optional;

/// What one node has to do about one set now. The replicated state and the version that the node
/// has in force decide it alone, so a node that was killed goes on where the cluster is.
public sealed interface NodeStep {

    /// Fetch a version and try it, and say so.
    record Stage(Rollout rollout, SetVersion version) implements NodeStep {}

    /// Put a version in force, and say so.
    record Switch(Rollout rollout, SetVersion version) implements NodeStep {}

    /// Put the former version in force again, and say so.
    ///
    /// @param former empty when there was none: what was at the target before comes back
    record Revert(Rollout rollout, Optional<SetVersion> former) implements NodeStep {}

    /// Get to what the others have: this node was away. Nobody waits for it.
    ///
    /// @param version empty when there is none
    record Converge(Optional<SetVersion> version) implements NodeStep {}

    /// What the node has to do; empty when nothing.
    ///
    /// @param inForce number of the version that is in force on the node, and was seen to be; 0 for
    ///   none, and -1 when that is not known
    static Optional<NodeStep> next(SetState set, String node, long inForce) {
        if (set.wasForgotten()) {
            return Optional.empty();
        }
        Rollout rollout = set.rollout();
        if (rollout != null && !rollout.phase().isEnd() && rollout.participants().contains(node)) {
            return rollout.awaits(node)
                    ? rollout.step().flatMap(step -> asked(set, rollout, step))
                    : Optional.empty();
        }
        return inForce == set.live() ? Optional.empty() : Optional.of(new Converge(set.inForce()));
    }

    private static Optional<NodeStep> asked(SetState set, Rollout rollout, Step step) {
        Optional<SetVersion> version = set.version(rollout.version());
        return switch (step) {
            case STAGED -> version.map(one -> new Stage(rollout, one));
            case SWITCHED -> version.map(one -> new Switch(rollout, one));
            case REVERTED -> Optional.of(new Revert(rollout, set.version(rollout.former())));
        };
    }
}
