package dev.belay.agent.rollout;

import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.core.cluster.SetVersion;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.NodeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The replicated state in the words of the API.
final class SetViews {

    private SetViews() {}

    static ConfigSetView of(SetState set, List<NodeState> nodes) {
        var versions = new ArrayList<>(set.versions().stream().map(SetViews::of).toList());
        Rollout rollout = set.rollout();
        return new ConfigSetView(
                set.name(),
                set.target(),
                set.hook(),
                set.live(),
                versions.reversed(),
                rollout == null ? null : of(rollout),
                nodes);
    }

    private static ConfigSetView.Version of(SetVersion version) {
        return new ConfigSetView.Version(
                version.number(),
                version.manifest(),
                version.files(),
                version.bytes(),
                Instant.ofEpochMilli(version.atMillis()),
                version.by(),
                version.note());
    }

    static ConfigSetView.Rollout of(Rollout rollout) {
        return new ConfigSetView.Rollout(
                rollout.version(),
                rollout.former(),
                rollout.phase(),
                rollout.canary(),
                rollout.reports(),
                rollout.why());
    }
}
