package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceDelay;
import dev.belay.agent.core.fence.FenceMeans;
import dev.belay.agent.core.fence.FenceVerb;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A device with all that is needed to stop one target with it.
///
/// @param device its name
/// @param agent such as `fence_ipmilan`
/// @param verbs what it can be asked; see [FenceAgents#verbs]
/// @param parameters of the agent, with the target's name at the device
/// @param secrets parameters that are never shown
/// @param timeout of one question
/// @param delay before it stops a target
public record FenceTool(
        String device,
        String agent,
        Set<FenceVerb> verbs,
        SortedMap<String, String> parameters,
        SortedMap<String, String> secrets,
        Duration timeout,
        FenceDelay delay) {

    public FenceTool {
        verbs = Set.copyOf(verbs);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    /// The same, asked for this long at most.
    public FenceTool within(Duration atMost) {
        return timeout.compareTo(atMost) <= 0
                ? this
                : new FenceTool(device, agent, verbs, parameters, secrets, atMost, delay);
    }

    FenceMeans means() {
        return new FenceMeans(device, verbs);
    }

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return "fence device '" + device + "' (" + agent + ")";
    }
}
