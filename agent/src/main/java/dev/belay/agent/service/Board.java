package dev.belay.agent.service;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of one stay, for whoever looks. Safe for use by several threads.
final class Board {

    private final String service;
    private final long generation;
    private final Map<String, ServiceView.Resource> resources = new LinkedHashMap<>();
    private State phase = State.STARTING;
    private String said = "";
    private boolean hasStarted;

    Board(String service, long generation) {
        this.service = service;
        this.generation = generation;
    }

    synchronized void begin(List<ServiceResource> all) {
        all.forEach(one -> write(one, ResourceState.STOPPED, ""));
    }

    synchronized void phase(State phase, String why) {
        this.phase = phase;
        hasStarted |= phase == State.ACTIVE;
        this.said = Outcome.failed(why).said();
        if (phase == State.STOPPED) {
            resources.replaceAll((_, one) ->
                    new ServiceView.Resource(
                            one.name(), one.kind(), ResourceState.STOPPED, one.said()));
        }
    }

    /// Nothing is written any more once it has stopped: a step that was killed with it comes back
    /// later.
    ///
    /// @return the state before; empty when it was not known
    synchronized Optional<ResourceState> write(
            ServiceResource resource, ResourceState state, String words) {
        if (phase == State.STOPPED) {
            return Optional.of(state);
        }
        ServiceView.Resource before =
                resources.put(
                        resource.name(),
                        new ServiceView.Resource(resource.name(), resource.kind(), state, words));
        return Optional.ofNullable(before).map(ServiceView.Resource::state);
    }

    synchronized ServiceFacts facts() {
        return new ServiceFacts(
                service, generation, phase, !hasStarted, said, List.copyOf(resources.values()));
    }
}
