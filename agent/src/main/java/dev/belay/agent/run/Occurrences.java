package dev.belay.agent.run;

import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.model.status.Event;

/// What consensus noticed, as an event.
public final class Occurrences {

    private Occurrences() {}

    /// The event that stands for an occurrence.
    public static Event event(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.CoordinatorElected(var coordinator, var term) ->
                    new Event.CoordinatorElected(coordinator, term);
            case Occurrence.CoordinatorLost(var former, var term, var silent) ->
                    new Event.CoordinatorLost(former, term, silent.toMillis());
            case Occurrence.SnapshotTaken(var index, var size) ->
                    new Event.SnapshotTaken(index, size);
            case Occurrence.SnapshotInstalled(var index, var from) ->
                    new Event.SnapshotInstalled(index, from);
            case Occurrence.Removed(var why) -> new Event.LeftCluster(why);
            case Occurrence.LogFailed(var reason) -> new Event.LogFailed(reason);
        };
    }
}
