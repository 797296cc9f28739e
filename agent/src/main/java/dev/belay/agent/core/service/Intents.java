package dev.belay.agent.core.service;

import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.model.place.Explanation;
import dev.belay.model.place.Placement;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Situation;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where all services are to be, and what each has to wait for first. Pure.
///
/// The scheduler says where; a service that comes after another one begins only once that one runs,
/// and one that others come after stays until those have ended.
///
/// @param situation what the scheduler was told
/// @param services by id
public record Intents(Situation situation, SortedMap<String, Intent> services) {

    public Intents {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /// Decides for all services of the cluster.
    public static Intents of(Outlook outlook) {
        Situation situation = outlook.situation();
        Schedule schedule = Scheduler.schedule(situation);
        SortedMap<String, Intent> intents = new TreeMap<>();
        for (Placement placement : schedule.placements()) {
            intents.put(placement.resource(), intent(outlook, schedule, placement));
        }
        // What no design has any more is to go.
        outlook.workload()
                .services()
                .forEach((id, one) ->
                        intents.putIfAbsent(
                                id, new Intent("", "", "the design in force has no such service")));
        return new Intents(situation, intents);
    }

    /// Where each service may be now.
    public Map<String, String> wishes() {
        Map<String, String> wishes = new TreeMap<>();
        services.forEach((id, intent) -> wishes.put(id, intent.wish()));
        return wishes;
    }

    /// What spoke for and against each node; empty for a service that no design has.
    public Optional<Explanation> explain(String service) {
        return Scheduler.explain(situation, service);
    }

    private static Intent intent(Outlook outlook, Schedule schedule, Placement placement) {
        String id = placement.resource();
        String placedOn = placement.host().orElse("");
        String reason = ReasonText.of(placement);
        Tenancy tenancy = outlook.tenancy(id);
        Optional<String> awaited = awaited(outlook, schedule, id);
        boolean isThere = !tenancy.isFree() && tenancy.node().equals(placedOn);
        boolean restarts = isThere && outlook.isToRestart(id, placedOn);
        boolean stays = isThere && !restarts;
        if (stays && awaited.isEmpty()) {
            return new Intent(placedOn, placedOn, reason);
        }
        if (!tenancy.isFree()) {
            Optional<String> leaning = leaning(outlook, id, stays);
            return leaning.isPresent()
                    ? new Intent(
                            placedOn,
                            tenancy.node(),
                            "stays until " + leaning.get() + " has stopped",
                            restarts)
                    : leaves(placedOn, restarts, awaited, reason);
        }
        return awaited.map(other -> new Intent(placedOn, "", "waits until " + other + " runs"))
                .orElseGet(() -> new Intent(placedOn, placedOn, reason));
    }

    /// A stay that has to end begins anew wherever it is wished to be by then: what is closed once
    /// does not go on.
    private static Intent leaves(
            String placedOn, boolean restarts, Optional<String> awaited, String reason) {
        if (restarts) {
            return new Intent(placedOn, "", "restarts with what is new in it", true);
        }
        return new Intent(placedOn, awaited.isPresent() ? "" : placedOn, reason);
    }

    /// A service that this one comes after and that does not run where it is to be.
    private static Optional<String> awaited(Outlook outlook, Schedule schedule, String id) {
        return after(outlook, id).stream()
                .filter(OrderConstraint::required)
                .map(one -> one.after().toString())
                .filter(other -> !isRunning(outlook, schedule, other))
                .findFirst();
    }

    private static boolean isRunning(Outlook outlook, Schedule schedule, String service) {
        Tenancy tenancy = outlook.tenancy(service);
        return !tenancy.isFree()
                && schedule.hostOf(service).equals(Optional.of(tenancy.node()))
                && outlook.isActive(service, tenancy.node())
                && !outlook.isToRestart(service, tenancy.node());
    }

    /// A service that comes after this one and still runs, although this one has to go.
    private static Optional<String> leaning(Outlook outlook, String id, boolean stays) {
        if (stays) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        for (ServiceState one : outlook.workload().services().values()) {
            boolean leans =
                    after(outlook, one.id()).stream()
                            .anyMatch(order ->
                                    order.required() && order.after().toString().equals(id));
            Tenancy theirs = one.tenancy();
            if (leans && !theirs.isFree() && outlook.answers(theirs.node())) {
                found.add(one.id());
            }
        }
        // Who does not answer cannot be waited for: its node ends what it runs.
        return outlook.answers(outlook.tenancy(id).node())
                ? found.stream().findFirst()
                : Optional.empty();
    }

    private static List<OrderConstraint> after(Outlook outlook, String id) {
        return outlook.service(id).map(Service::constraints).orElse(List.of()).stream()
                .filter(OrderConstraint.class::isInstance)
                .map(OrderConstraint.class::cast)
                .toList();
    }
}
