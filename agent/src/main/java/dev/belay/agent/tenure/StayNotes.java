package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Report;
import dev.belay.model.status.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What nodes say of their stays, as far as a coordinator has to pass it on: those that failed,
/// until the log has it, and those that came to be. For one thread.
final class StayNotes {

    /// By service and node: those that the log does not have yet.
    private final Map<String, ServiceOrder.Fail> failures = new TreeMap<>();

    /// By service, the newest stay that was there before this node coordinated, or was told to be
    /// active.
    private final Map<String, Long> toldActive = new HashMap<>();

    void forget() {
        failures.clear();
        toldActive.clear();
    }

    /// This node begins to coordinate: when the stays that there are came to be, it cannot tell.
    void begin(Workload workload) {
        workload.tenancies().forEach((service, stay) -> toldActive.put(service, stay.generation()));
    }

    /// The log has gone on.
    void applied(Workload workload) {
        failures.values().removeIf(one -> isCounted(workload, one));
        workload.tenancies()
                .forEach((service, stay) -> toldActive.putIfAbsent(service, stay.generation() - 1));
    }

    private static boolean isCounted(Workload workload, ServiceOrder.Fail fail) {
        ServiceState service = workload.services().get(fail.service());
        return service == null || service.hasCounted(fail.node(), fail.generation());
    }

    /// Stays that ended by themselves, those of them that are news: they count against their node
    /// before anything is decided anew.
    List<ServiceOrder.Fail> failed(Report report, Message.Facts said, Workload workload) {
        List<ServiceOrder.Fail> news = new ArrayList<>();
        report.ended()
                .forEach((service, ending) -> {
                    ServiceState state = workload.services().get(service);
                    boolean isNew =
                            !ending.failure().isEmpty()
                                    && state != null
                                    && state.tenancy().generation() == ending.generation()
                                    && state.tenancy().node().equals(report.node())
                                    && !state.hasCounted(report.node(), ending.generation())
                                    && !failures.containsKey(service + "@" + report.node());
                    if (isNew) {
                        var fail =
                                new ServiceOrder.Fail(
                                        service,
                                        report.node(),
                                        ending.generation(),
                                        said.unstarted().contains(service),
                                        ending.failure(),
                                        ending.isLeaseLost());
                        failures.put(service + "@" + report.node(), fail);
                        news.add(fail);
                    }
                });
        return news;
    }

    /// Those that the log does not have yet.
    List<ServiceOrder.Fail> open() {
        return List.copyOf(failures.values());
    }

    /// The same with what the log does not have yet.
    Workload counted(Workload workload, long wallMillis) {
        Workload counted = workload;
        for (ServiceOrder.Fail fail : failures.values()) {
            ServiceState service = counted.services().get(fail.service());
            if (service != null) {
                counted = counted.with(service.failed(fail, wallMillis));
            }
        }
        return counted;
    }

    /// Stays that came to be while this node coordinates, each once, when all of it runs.
    List<Event> active(Report report, Message.Facts said, Workload workload, long wallMillis) {
        List<Event> news = new ArrayList<>();
        for (String service : said.active()) {
            ServiceState state = workload.services().get(service);
            Long held = report.held().get(service);
            if (state == null
                    || held == null
                    || !state.tenancy().node().equals(report.node())
                    || state.tenancy().generation() != held
                    || toldActive.getOrDefault(service, Long.MAX_VALUE) >= held) {
                continue;
            }
            toldActive.put(service, held);
            long took = wallMillis - state.stays().getFirst().atMillis();
            news.add(new Event.ServiceActive(service, report.node(), held, Math.max(0, took)));
        }
        return news;
    }
}
