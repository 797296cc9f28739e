package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.service.ServicePlan;
import dev.belay.model.design.Design;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a node would run now for each service of the design in force.
///
/// @param version of that design; -1 for none that it understands
/// @param plans by the service's id
record WantedPlans(long version, Map<String, ServicePlan> plans) {

    static final WantedPlans NONE = new WantedPlans(-1, Map.of());

    WantedPlans {
        plans = Collections.unmodifiableMap(new TreeMap<>(plans));
    }

    static WantedPlans of(Workload workload, Design design) {
        Map<String, ServicePlan> plans = new TreeMap<>();
        workload.services().keySet().forEach(id -> plans.put(id, ServicePlan.of(design, id)));
        return new WantedPlans(workload.designVersion(), plans);
    }

    /// Whether something else runs than what could be run now. What cannot be run is no reason to
    /// end what does.
    ///
    /// @param begun with what it began; null when that is not known yet
    boolean isOutdated(String service, @Nullable ServicePlan begun) {
        ServicePlan wanted = plans.get(service);
        return wanted != null
                && begun != null
                && wanted.isRunnable()
                && !begun.form().equals(wanted.form());
    }
}
