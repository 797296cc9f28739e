package dev.belay.agent.service;

import dev.belay.api.ServiceView;
import java.util.List;

/// What one node knows of a service that it runs, or ran last.
///
/// @param service its id
/// @param generation number of its stay here
/// @param phase stopped, starting, active, stopping or stuck
/// @param hasNeverStarted whether it was never active in this stay
/// @param said why it is in this phase, when something went wrong; at most 500 characters
/// @param resources in the order of their start
public record ServiceFacts(
        String service,
        long generation,
        ServiceView.State phase,
        boolean hasNeverStarted,
        String said,
        List<ServiceView.Resource> resources) {

    public ServiceFacts {
        resources = List.copyOf(resources);
    }
}
