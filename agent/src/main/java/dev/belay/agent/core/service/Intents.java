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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        Set<String> unsettled = unsettled(outlook, schedule);
        SortedMap<String, Intent> intents = new TreeMap<>();
        for (Placement placement : schedule.placements()) {
            intents.put(placement.resource(), intent(outlook, unsettled, placement));
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

    /// Stays of services, by id, that end only to begin anew where they are, until they have begun.
    ///
    /// @param outlook out of which this was decided
    public Map<String, Tenancy> returning(Outlook outlook) {
        Map<String, Tenancy> returning = new TreeMap<>();
        services.forEach((id, intent) -> {
            Tenancy now = outlook.tenancy(id);
            Tenancy former = outlook.returning().get(id);
            boolean ends = !now.isFree() && intent.wish().isEmpty();
            boolean isEnding =
                    former != null && (now.isFree() || now.generation() == former.generation());
            Tenancy stay = ends ? now : isEnding ? former : null;
            if (stay != null && stay.node().equals(intent.placedOn())) {
                returning.put(id, stay);
            }
        });
        return returning;
    }

    /// What spoke for and against each node; empty for a service that no design has.
    public Optional<Explanation> explain(String service) {
        return Scheduler.explain(situation, service);
    }

    private static Intent intent(Outlook outlook, Set<String> unsettled, Placement placement) {
        String id = placement.resource();
        String placedOn = placement.host().orElse("");
        String reason = ReasonText.of(placement);
        Tenancy tenancy = outlook.tenancy(id);
        boolean isThere = !tenancy.isFree() && tenancy.node().equals(placedOn);
        if (isThere && outlook.isLeftAlone(id, placedOn)) {
            return new Intent(placedOn, placedOn, reason);
        }
        Optional<String> awaited = after(outlook, id).filter(unsettled::contains).findFirst();
        if (tenancy.isFree()) {
            return awaited.map(other -> new Intent(placedOn, "", "waits until " + other + " runs"))
                    .orElseGet(() -> new Intent(placedOn, placedOn, reason));
        }
        boolean restarts = isThere && outlook.isToRestart(id, placedOn);
        if (isThere && !restarts && awaited.isEmpty()) {
            return new Intent(placedOn, placedOn, reason);
        }
        // What it stands on is gone already: there is no order to keep any more.
        boolean isInOrder =
                !isThere
                        || restarts
                        || awaited.filter(other -> isActive(outlook, other)).isPresent();
        Optional<String> leaning = isInOrder ? leaning(outlook, id) : Optional.empty();
        if (leaning.isPresent()) {
            return new Intent(
                    placedOn,
                    tenancy.node(),
                    "stays until " + leaning.get() + " has stopped",
                    restarts);
        }
        if (restarts) {
            // What is closed once does not go on: it begins anew where it is wished to be by then.
            return new Intent(placedOn, "", "restarts with what is new in it", true);
        }
        return new Intent(placedOn, awaited.isPresent() ? "" : placedOn, reason);
    }

    /// Services that do not run, and go on running, where they are to be: those that come after one
    /// of them have to wait for it, or to leave first.
    private static Set<String> unsettled(Outlook outlook, Schedule schedule) {
        Set<String> all = outlook.workload().services().keySet();
        Set<String> unsettled = new TreeSet<>();
        for (String id : all) {
            if (!isSettled(outlook, schedule, id)) {
                unsettled.add(id);
            }
        }
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (String id : all) {
                boolean follows =
                        !outlook.isLeftAlone(id, outlook.tenancy(id).node())
                                && after(outlook, id).anyMatch(unsettled::contains);
                isMore |= follows && unsettled.add(id);
            }
        }
        return unsettled;
    }

    private static boolean isSettled(Outlook outlook, Schedule schedule, String service) {
        String node = outlook.tenancy(service).node();
        return isActive(outlook, service)
                && schedule.hostOf(service).equals(Optional.of(node))
                && !outlook.isToRestart(service, node);
    }

    private static boolean isActive(Outlook outlook, String service) {
        Tenancy tenancy = outlook.tenancy(service);
        return !tenancy.isFree() && outlook.isActive(service, tenancy.node());
    }

    /// A service that comes after this one and still runs, although this one has to go.
    private static Optional<String> leaning(Outlook outlook, String id) {
        // Who does not answer cannot be waited for: its node ends what it runs.
        if (!outlook.answers(outlook.tenancy(id).node())) {
            return Optional.empty();
        }
        return outlook.workload().services().values().stream()
                .filter(one -> !one.tenancy().isFree() && outlook.answers(one.tenancy().node()))
                .filter(one -> !outlook.isLeftAlone(one.id(), one.tenancy().node()))
                .map(ServiceState::id)
                .filter(one -> after(outlook, one).anyMatch(id::equals))
                .findFirst();
    }

    /// Services that have to run before this one.
    private static Stream<String> after(Outlook outlook, String id) {
        return outlook.service(id).map(Service::constraints).orElse(List.of()).stream()
                .filter(OrderConstraint.class::isInstance)
                .map(OrderConstraint.class::cast)
                .filter(OrderConstraint::required)
                .map(one -> one.after().toString());
    }
}
