package dev.belay.agent.tenure;

import dev.belay.agent.core.service.Intent;
import java.util.Map;

/// What the coordinator intends, to be shown.
///
/// @param intents by service; empty when it has not decided yet
public record IntentSight(Map<String, Intent> intents) {

    public IntentSight {
        intents = Map.copyOf(intents);
    }
}
