package dev.belay.agent.fence;

import dev.belay.model.node.FenceAction;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How one node is stopped for certain.
///
/// @param levels devices by level, each level complete
/// @param deed what is done to it when nobody says otherwise
public record FencePlan(SortedMap<Integer, List<FenceTool>> levels, FenceAction deed) {

    public FencePlan {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }
}
