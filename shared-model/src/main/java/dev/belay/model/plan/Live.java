package dev.belay.model.plan;

import java.util.List;
import java.util.Optional;

/// What is known of the running cluster, as far as a plan asks.
///
/// @param hosts members that may run services; empty: nobody said, then the drawn ones count
/// @param services as they are now
public record Live(List<LiveHost> hosts, List<LiveService> services) {

    /// Nothing is known.
    public static final Live UNKNOWN = new Live(List.of(), List.of());

    public Live {
        hosts = List.copyOf(hosts);
        services = List.copyOf(services);
    }

    /// A member.
    ///
    /// @param id of the member
    /// @param name of the member; a node of the design is it by its id, or else by its name
    /// @param isFit whether it answers and may run services
    public record LiveHost(String id, String name, boolean isFit) {}

    /// What operators ordered.
    public enum Wanted {
        AS_DESIGNED,
        STARTED,
        STOPPED
    }

    /// A service.
    ///
    /// @param node that runs it; empty: none
    /// @param movedTo where an operator sent it; empty: nowhere
    public record LiveService(String id, String node, Wanted wanted, String movedTo) {}

    Optional<LiveService> service(String id) {
        return services.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Whether any service runs.
    boolean isBusy() {
        return services.stream().anyMatch(one -> !one.node().isEmpty());
    }
}
