package dev.belay.agent.core.service;

import dev.belay.model.place.HostState;
import java.util.Set;

/// What is known of a node as something that services run on.
///
/// @param state whether it can run anything
/// @param active ids of the services that run there, all of their resources started
public record HostFacts(HostState state, Set<String> active) {

    public HostFacts {
        active = Set.copyOf(active);
    }

    /// Of a node that says nothing.
    public static final HostFacts OFFLINE = new HostFacts(HostState.OFFLINE, Set.of());
}
