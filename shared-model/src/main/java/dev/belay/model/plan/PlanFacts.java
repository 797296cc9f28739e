package dev.belay.model.plan;

import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.model.place.HostState;
import dev.belay.model.plan.Live.LiveFailures;
import dev.belay.model.plan.Live.LiveHost;
import dev.belay.model.plan.Live.LiveService;
import dev.belay.model.plan.Live.Wanted;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeStatus;
import java.time.Duration;

/// What a plan asks of the running cluster, out of what agents say.
public final class PlanFacts {
    private PlanFacts() {}

    /// Members that may run services, and the services as they are.
    public static Live live(ClusterStatus status, ServicesView view) {
        return new Live(
                status.nodes().stream()
                        .map(NodeStatus::member)
                        .filter(one -> one.role() != MemberRole.WITNESS)
                        .map(member ->
                                new LiveHost(member.id(), member.name(), state(member.id(), view)))
                        .toList(),
                view.services().stream().map(one -> service(one, view)).toList());
    }

    private static HostState state(String node, ServicesView view) {
        return view.hosts().stream()
                .filter(host -> host.node().equals(node))
                .filter(host -> host.answered() && host.hindrance().isEmpty())
                .findFirst()
                .map(PlanFacts::state)
                .orElse(HostState.OFFLINE);
    }

    private static HostState state(Host host) {
        return switch (host.mode()) {
            case ACTIVE -> HostState.AVAILABLE;
            case STANDBY -> HostState.STANDBY;
            case MAINTENANCE -> HostState.MAINTENANCE;
        };
    }

    private static LiveService service(ServiceView one, ServicesView view) {
        return new LiveService(
                one.id(),
                one.node(),
                switch (one.wanted()) {
                    case AS_DESIGNED -> Wanted.AS_DESIGNED;
                    case STARTED -> Wanted.STARTED;
                    case STOPPED -> Wanted.STOPPED;
                },
                one.movedTo(),
                one.movedFrom(),
                one.outdated(),
                one.failures().stream()
                        .map(failed ->
                                new LiveFailures(
                                        failed.node(),
                                        failed.count(),
                                        Duration.between(failed.at(), view.at())))
                        .toList());
    }
}
