package dev.belay.agent.core.service;

import dev.belay.model.place.HostState;
import java.util.Set;

/// What is known of a node as something that services run on.
///
/// @param state whether it can run anything
/// @param active ids of the services that run there, all of their resources started
/// @param outdated ids of those among them that the design it knows would have it run otherwise
/// @param designVersion of the design it knows; -1 for none that it understands
public record HostFacts(
        HostState state, Set<String> active, Set<String> outdated, long designVersion) {

    public HostFacts {
        active = Set.copyOf(active);
        outdated = Set.copyOf(outdated);
    }

    /// Of a node that says nothing.
    public static final HostFacts OFFLINE =
            new HostFacts(HostState.OFFLINE, Set.of(), Set.of(), -1);
}
