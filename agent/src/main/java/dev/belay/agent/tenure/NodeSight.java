package dev.belay.agent.tenure;

import dev.belay.agent.service.ServiceFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a node says of its services to whoever shows them.
///
/// @param services what it runs, or ran last
/// @param outdated ids of those that the design it knows would have it run otherwise
/// @param marginMillis how long each that it holds may go on without another renewal
/// @param hindrance why it runs nothing at all; empty when it can
/// @param deadMen what ends its services should it fall silent
/// @param remotes the same of remote nodes that it speaks for, by their ids
public record NodeSight(
        List<ServiceFacts> services,
        Set<String> outdated,
        Map<String, Long> marginMillis,
        String hindrance,
        List<String> deadMen,
        Map<String, NodeSight> remotes) {

    public NodeSight {
        services = List.copyOf(services);
        outdated = Set.copyOf(outdated);
        marginMillis = Map.copyOf(marginMillis);
        deadMen = List.copyOf(deadMen);
        remotes = Map.copyOf(remotes);
    }
}
