package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The coordinator's answer to one question of one node. It counts from the time at which the
/// question was sent, and only if a majority says that there was no later coordinator by then.
///
/// @param term of the coordinator
/// @param services generation of each service that the node may run; whatever else it runs ends
/// @param closed generation of each service whose stay there has to end, begun or not: the node
///   answers that it has ended
public record Grant(long term, Map<String, Long> services, Map<String, Long> closed) {

    public Grant {
        services = Collections.unmodifiableMap(new TreeMap<>(services));
        closed = Collections.unmodifiableMap(new TreeMap<>(closed));
    }
}
