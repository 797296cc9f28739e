package dev.belay.model.plan;

import dev.belay.model.place.HostState;
import java.time.Duration;
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
    /// @param state what it may run as far as it answers and operators ordered: available, standby,
    ///   in maintenance, or offline
    public record LiveHost(String id, String name, HostState state) {}

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
    /// @param movedFrom where an operator sent it away from; empty: nowhere
    /// @param isOutdated whether it runs as another design had it
    /// @param failures that were not forgotten
    public record LiveService(
            String id,
            String node,
            Wanted wanted,
            String movedTo,
            String movedFrom,
            boolean isOutdated,
            List<LiveFailures> failures) {

        public LiveService {
            failures = List.copyOf(failures);
        }
    }

    /// Failures of a service on one node.
    ///
    /// @param count how many
    /// @param age of the last one
    public record LiveFailures(String node, int count, Duration age) {}

    Optional<LiveService> service(String id) {
        return services.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Whether any service runs.
    boolean isBusy() {
        return services.stream().anyMatch(one -> !one.node().isEmpty());
    }
}
