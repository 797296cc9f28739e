package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.FenceRecord;
import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.FenceView.Result;
import dev.belay.api.NodeMode;
import dev.belay.model.status.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is worth an event between two workloads. Pure.
final class WorkloadChanges {

    private WorkloadChanges() {}

    static List<Event> between(Workload before, Workload after) {
        List<Event> events = new ArrayList<>();
        if (after.designVersion() != before.designVersion()) {
            events.add(new Event.DesignAdopted(after.designVersion(), after.services().size()));
        }
        operation(before.operation(), after.operation(), events);
        Workload.Drill drill = after.drill();
        if (!drill.equals(before.drill())) {
            events.add(
                    new Event.ServiceDrilled(drill.service(), drill.node(), drill.kind().name()));
        }
        after.services()
                .forEach((id, now) -> {
                    ServiceState former = before.services().get(id);
                    failures(former, now, events);
                    stay(former == null ? Tenancy.none(id) : former.tenancy(), now, events);
                });
        fences(before, after, events);
        SortedSet<String> nodes = new TreeSet<>(before.modes().keySet());
        nodes.addAll(after.modes().keySet());
        for (String node : nodes) {
            NodeMode mode = after.mode(node);
            if (mode != before.mode(node)) {
                events.add(new Event.NodeModeChanged(node, mode.name()));
            }
        }
        return events;
    }

    private static void operation(
            Optional<Operation> before, Optional<Operation> after, List<Event> events) {
        if (after.isEmpty()) {
            return;
        }
        Operation now = after.get();
        Optional<Operation> former = before.filter(one -> one.number() == now.number());
        long number = now.number();
        int steps = now.steps().size();
        if (former.isEmpty()) {
            events.add(new Event.OperationBegun(number, steps, now.orderedBy()));
        }
        if (former.isPresent() && former.get().state() == now.state()) {
            return;
        }
        switch (now.state()) {
            case RUNNING, WAITING -> {
                // It goes on as it began.
            }
            case STOPPED ->
                    events.add(
                            new Event.OperationStopped(number, now.position(), steps, now.said()));
            case UNDOING -> events.add(new Event.OperationUndoing(number, now.said()));
            case CANCELLED, DONE, UNDONE ->
                    events.add(
                            new Event.OperationEnded(
                                    number, now.state().name(), now.position(), steps));
        }
    }

    private static void fences(Workload before, Workload after, List<Event> events) {
        Map<Long, FenceRecord> known = new HashMap<>();
        before.fences().forEach(one -> known.put(one.begun(), one));
        for (FenceRecord now : after.fences().reversed()) {
            FenceRecord former = known.get(now.begun());
            if (former == null && !now.executor().isEmpty()) {
                events.add(new Event.FenceBegun(now.node(), now.executor(), now.reason()));
            }
            boolean isNews = former == null || former.result() != now.result();
            String evidence = now.evidence().isEmpty() ? now.reason() : now.evidence().getLast();
            if (isNews && now.isConfirmed()) {
                events.add(
                        new Event.FenceConfirmed(
                                now.node(),
                                now.executor().isEmpty() ? now.orderedBy() : now.executor(),
                                evidence));
            } else if (isNews && now.result() != Result.UNDER_WAY) {
                events.add(new Event.FenceNotConfirmed(now.node(), now.result().name(), evidence));
            }
        }
    }

    private static void stay(Tenancy former, ServiceState now, List<Event> events) {
        Tenancy next = now.tenancy();
        if (next.generation() != former.generation()) {
            String reason = now.stays().isEmpty() ? "" : now.stays().getFirst().reason();
            events.add(
                    next.isFree()
                            ? new Event.ServiceVacated(now.id(), former.node(), reason)
                            : new Event.ServicePlaced(
                                    now.id(), next.node(), former.node(), reason));
        } else if (!next.stuck().isEmpty() && former.stuck().isEmpty()) {
            events.add(new Event.ServiceStuck(now.id(), next.node(), next.stuck()));
        }
    }

    private static void failures(
            @org.jspecify.annotations.Nullable ServiceState former,
            ServiceState now,
            List<Event> events) {
        now.failures()
                .forEach((node, failed) -> {
                    boolean isNew = former == null || !former.hasCounted(node, failed.generation());
                    if (isNew) {
                        events.add(new Event.ServiceFailed(now.id(), node, failed.last()));
                    }
                });
    }
}
