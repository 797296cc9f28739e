package dev.belay.agent.core.cluster;

import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What an order about services does to the state. Pure.
final class ServiceOrders {

    private final ClusterState state;
    private final long term;
    private final long index;
    private final long atMillis;

    /// @param term that the log has the order's entry in
    ServiceOrders(ClusterState state, long term, long index, long atMillis) {
        this.state = state;
        this.term = term;
        this.index = index;
        this.atMillis = atMillis;
    }

    Applied apply(ServiceOrder order) {
        return switch (order) {
            case ServiceOrder.Adopt adopt ->
                    OperationOrders.objection(state.workload())
                            .map(state::refused)
                            .orElseGet(() -> adopt(adopt));
            case ServiceOrder.Want(var service, var wanted) ->
                    change(service, one -> one.withWanted(wanted), "wanted " + wanted);
            case ServiceOrder.Move move -> move(move);
            case ServiceOrder.Clear(var service) ->
                    change(service, ServiceState::cleared, "cleared");
            case ServiceOrder.SetMode mode -> setMode(mode);
            case ServiceOrder.Drill drill -> drill(drill);
            case ServiceOrder.Settle settle -> settle(settle);
            case ServiceOrder.Fail fail ->
                    change(
                            fail.service(),
                            one -> one.failed(fail, atMillis),
                            "failed on " + fail.node() + ": " + fail.why());
        };
    }

    /// Puts a design in force, whoever is about to change it.
    Applied adopt(ServiceOrder.Adopt adopt) {
        Workload workload = state.workload();
        if (adopt.ifVersion() != workload.designVersion()) {
            return refused(
                    "design-changed",
                    "a design that is based on version " + workload.designVersion(),
                    "one based on version " + adopt.ifVersion(),
                    "look at what changed meanwhile, then apply it again");
        }
        int size = adopt.design().getBytes(StandardCharsets.UTF_8).length;
        if (size > Packed.MOST_DESIGN_BYTES) {
            return refused(
                    "design-too-large",
                    "a design of at most " + Packed.MOST_DESIGN_BYTES + " bytes in the log",
                    size + " bytes",
                    "shorten its notes, or draw two clusters");
        }
        if (!adopt.timing().equals(workload.timing()) && workload.isBusy()) {
            // Nodes would count by other times than whoever waits for them.
            return refused(
                    "timing-in-use",
                    "the timing profile '" + workload.timing().name() + "' while services run",
                    "'" + adopt.timing().name() + "'",
                    "stop all services, apply the design, and start them again");
        }
        Set<String> designed = new HashSet<>(adopt.services());
        SortedMap<String, ServiceState> services = new TreeMap<>();
        workload.services()
                .forEach((id, one) -> services.put(id, one.withDesigned(designed.contains(id))));
        for (String id : designed) {
            services.putIfAbsent(id, ServiceState.first(id, workload.lastDropped()));
        }
        Set<String> remote = new HashSet<>(adopt.remotes());
        // One that is a member speaks for itself, whatever was drawn of it.
        remote.removeIf(id -> state.member(id).isPresent());
        SortedMap<String, RemoteNode> remotes = new TreeMap<>();
        workload.remotes()
                .forEach((id, one) -> remotes.put(id, one.withDesigned(remote.contains(id))));
        for (String id : remote) {
            remotes.putIfAbsent(id, RemoteNode.first(id, workload.lastDropped()));
        }
        var next =
                new Workload(
                        adopt.design(),
                        index,
                        adopt.timing(),
                        services,
                        workload.modes(),
                        workload.lastDropped(),
                        workload.fences(),
                        workload.drill(),
                        workload.operations(),
                        remotes);
        return done(next.swept(), "design of " + designed.size() + " services in force");
    }

    private Applied move(ServiceOrder.Move move) {
        if (!move.to().isEmpty() && !state.isNode(move.to())) {
            return state.refusedMember(move.to());
        }
        return change(
                move.service(),
                one -> one.moved(move.to(), move.from()),
                move.to().isEmpty() ? "sent away from " + move.from() : "sent to " + move.to());
    }

    private Applied setMode(ServiceOrder.SetMode mode) {
        if (!state.isNode(mode.node())) {
            return state.refusedMember(mode.node());
        }
        return done(
                state.workload().withMode(mode.node(), mode.mode()),
                mode.node() + " is " + mode.mode());
    }

    private Applied drill(ServiceOrder.Drill order) {
        Workload workload = state.workload();
        ServiceState service = workload.services().get(order.service());
        if (service == null) {
            return state.refused(Workload.unknown(order.service()));
        }
        Tenancy tenancy = service.tenancy();
        if (tenancy.generation() != order.generation() || !tenancy.node().equals(order.node())) {
            return refused(
                    "drill-elsewhere",
                    "stay %d of %s on %s"
                            .formatted(order.generation(), order.service(), order.node()),
                    "stay " + tenancy.generation(),
                    "look where it runs now, then ask again");
        }
        Workload.Drill last = workload.drill();
        if (atMillis < last.untilMillis()) {
            return refused(
                    "drill-running",
                    "a cluster without a drill",
                    "one of '%s' on %s that ends in %d ms"
                            .formatted(last.service(), last.node(), last.untilMillis() - atMillis),
                    "wait until it is over");
        }
        var begun =
                new Workload.Drill(
                        order.service(),
                        order.kind(),
                        order.node(),
                        order.generation(),
                        atMillis,
                        atMillis + order.millis());
        return done(
                workload.withDrill(begun),
                "drill " + order.kind() + " of " + order.service() + " on " + order.node());
    }

    private Applied settle(ServiceOrder.Settle settle) {
        Tenancy next = settle.tenancy();
        Workload workload = state.workload();
        RemoteNode remote = workload.remotes().get(next.service());
        ServiceState service = workload.services().get(next.service());
        if (settle.term() != term) {
            return refused(
                    "term-over",
                    "an order of term " + term,
                    "one of term " + settle.term(),
                    "nothing has to be done: the present coordinator decides anew");
        }
        Tenancy former = workload.tenancies().get(next.service());
        if (former == null) {
            return state.refused(Workload.unknown(next.service()));
        }
        if (former.generation() != settle.formerGeneration()) {
            return refused(
                    "stay-changed",
                    "stay " + settle.formerGeneration() + " of " + next.service(),
                    "stay " + former.generation(),
                    "nothing has to be done: the coordinator decides anew");
        }
        Workload settled = workload;
        if (service != null) {
            settled = settled.with(service.withTenancy(next, settle, atMillis));
        }
        if (remote != null) {
            settled = settled.with(remote.withConnection(next));
        }
        return done(settled.swept(), settle.reason());
    }

    private Applied change(String service, UnaryOperator<ServiceState> how, String what) {
        ServiceState known = state.workload().services().get(service);
        return known == null
                ? state.refused(Workload.unknown(service))
                : done(state.workload().with(how.apply(known)), service + " " + what);
    }

    private Applied done(Workload next, String reason) {
        return new Applied(state.withWorkload(next), new Answer.Ordered(index), reason);
    }

    private Applied refused(String code, String wanted, String found, String advice) {
        return state.refused(new ApiError(code, wanted, found, advice));
    }
}
