package dev.belay.reach.drill;

import dev.belay.api.DrillKind;
import dev.belay.reach.probe.ProbeTarget;
import java.time.Duration;
import java.util.Map;

/// What a drill is to do.
///
/// @param service id
/// @param node that is to be struck; empty: whichever runs the service
/// @param seconds how long a fault lasts that lasts
/// @param target what is asked
/// @param interval between two questions
/// @param atMost how long it is watched after the fault was ordered
/// @param nodes ids of nodes by their addresses, to say where a name leads
/// @param isStart whether a service that does not run is started first
/// @param isBack whether a service that was moved goes back afterwards, and the move is forgotten
public record DrillPlan(
        String service,
        String node,
        DrillKind kind,
        int seconds,
        ProbeTarget target,
        Duration interval,
        Duration atMost,
        Map<String, String> nodes,
        boolean isStart,
        boolean isBack) {

    public DrillPlan {
        nodes = Map.copyOf(nodes);
    }

    public static final Duration INTERVAL = Duration.ofMillis(5);
    public static final Duration AT_MOST = Duration.ofSeconds(60);
}
