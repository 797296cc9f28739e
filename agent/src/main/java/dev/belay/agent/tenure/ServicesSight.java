package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.FenceRecord;
import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.core.service.Intent;
import dev.belay.agent.service.ServiceFacts;
import dev.belay.agent.service.ServicePlan;
import dev.belay.api.DrillBegun;
import dev.belay.api.FenceView;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.model.design.Design;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known of services put together, for people. Pure.
///
/// @param nodes what nodes said of themselves; those that did not answer are not in it
/// @param intents what the coordinator intends; empty when it did not answer
record ServicesSight(
        ClusterState state,
        Design design,
        Map<String, NodeSight> nodes,
        Optional<IntentSight> intents) {

    ServicesView view(Instant at, String coordinator) {
        Workload workload = state.workload();
        return new ServicesView(
                at,
                coordinator,
                workload.designVersion(),
                workload.timing().name(),
                Terms.of(workload.timing(), Tenures.LINGER).lease() / 1_000_000,
                ids().stream().map(this::service).toList(),
                Stream.concat(
                                state.members().stream()
                                        .filter(one -> one.role() != MemberRole.WITNESS)
                                        .map(this::host),
                                workload.remotes().values().stream().map(this::remote))
                        .toList(),
                drill(workload.drill()),
                fences(workload));
    }

    private static List<FenceView.Fencing> fences(Workload workload) {
        Set<String> seen = new HashSet<>();
        return workload.fences().stream()
                .filter(one -> seen.add(one.node()))
                .filter(one ->
                        one.result() == FenceView.Result.UNDER_WAY
                                || workload.services().values().stream()
                                        .anyMatch(service -> hasHeldOut(service, one)))
                .map(FenceDesk::fencing)
                .toList();
    }

    /// Whether a stay that began before has not ended yet.
    private static boolean hasHeldOut(ServiceState service, FenceRecord fence) {
        return service.tenancy().node().equals(fence.node())
                && !service.tenancy().isFree()
                && !service.stays().isEmpty()
                && service.stays().getFirst().atMillis() <= fence.atMillis();
    }

    private static @Nullable DrillBegun drill(Workload.Drill last) {
        return last.service().isEmpty() ? null : DrillDesk.view(last);
    }

    private Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (Thing service : design.things().of(ThingKind.SERVICE)) {
            if (state.workload().services().containsKey(service.id().toString())) {
                ids.add(service.id().toString());
            }
        }
        ids.addAll(state.workload().services().keySet());
        return ids;
    }

    private ServicesView.Host remote(RemoteNode remote) {
        NodeSight said = nodes.get(remote.id());
        return ServicesView.Host.remote(
                remote.id(),
                state.workload().mode(remote.id()),
                said != null,
                said == null ? "" : said.hindrance(),
                remote.connection().node());
    }

    private ServicesView.Host host(Member member) {
        NodeSight said = nodes.get(member.id());
        return new ServicesView.Host(
                member.id(),
                state.workload().mode(member.id()),
                said != null,
                said == null ? "" : said.hindrance(),
                said == null ? List.of() : said.deadMen());
    }

    private ServiceView service(String id) {
        ServiceState known = state.workload().services().get(id);
        if (known == null) {
            throw new IllegalStateException(
                    "a service that is listed is known, found '" + id + "'");
        }
        Optional<Service> drawn = design.find(new ThingId(id), Service.class);
        Tenancy tenancy = known.tenancy();
        Optional<ServiceFacts> facts = facts(tenancy);
        Intent intent = intents.map(one -> one.intents().get(id)).orElse(null);
        State does = state(known, drawn, facts);
        return new ServiceView(
                id,
                drawn.map(Service::name).orElse(id),
                does,
                tenancy.node(),
                tenancy.generation(),
                known.stays().isEmpty()
                        ? null
                        : Instant.ofEpochMilli(known.stays().getFirst().atMillis()),
                known.wanted(),
                known.movedTo(),
                known.movedFrom(),
                drawn.map(Service::maintenance).orElse(false),
                isOutdated(tenancy),
                intent == null ? "" : intent.placedOn(),
                reason(intent, tenancy),
                margin(tenancy),
                resources(id, facts, does),
                failures(known),
                stays(known));
    }

    private String reason(@Nullable Intent intent, Tenancy tenancy) {
        if (!tenancy.stuck().isEmpty()) {
            return "its stop on " + tenancy.node() + " failed: " + tenancy.stuck();
        }
        if (intent == null) {
            return intents.isPresent()
                    ? "the coordinator is looking around still"
                    : "no coordinator says where it is to be";
        }
        return intent.reason();
    }

    private Optional<ServiceFacts> facts(Tenancy tenancy) {
        NodeSight said = nodes.get(tenancy.node());
        return said == null
                ? Optional.empty()
                : said.services().stream()
                        .filter(one -> one.service().equals(tenancy.service()))
                        .filter(one -> one.generation() == tenancy.generation())
                        .findFirst();
    }

    private State state(ServiceState known, Optional<Service> drawn, Optional<ServiceFacts> facts) {
        Tenancy tenancy = known.tenancy();
        if (tenancy.isFree()) {
            boolean isManual = drawn.map(one -> one.start() == ServiceStart.MANUAL).orElse(true);
            boolean isIdle =
                    known.wanted() == Wanted.STOPPED
                            || (known.wanted() == Wanted.AS_DESIGNED && isManual);
            return isIdle ? State.STOPPED : State.WAITING;
        }
        if (!tenancy.stuck().isEmpty()) {
            return State.STUCK;
        }
        NodeSight said = nodes.get(tenancy.node());
        boolean isOutOfReach =
                said != null
                        && state.workload().remotes().containsKey(tenancy.node())
                        && !said.hindrance().isEmpty();
        if (said == null || isOutOfReach) {
            return State.UNKNOWN;
        }
        // The stay is over only when the coordinator has been told.
        return facts.map(ServiceFacts::phase)
                .map(phase -> phase == State.STOPPED ? State.STOPPING : phase)
                .orElse(State.STARTING);
    }

    private boolean isOutdated(Tenancy tenancy) {
        NodeSight said = nodes.get(tenancy.node());
        return said != null && said.outdated().contains(tenancy.service());
    }

    private long margin(Tenancy tenancy) {
        NodeSight said = nodes.get(tenancy.node());
        return said == null ? -1 : said.marginMillis().getOrDefault(tenancy.service(), -1L);
    }

    private List<ServiceView.Resource> resources(
            String id, Optional<ServiceFacts> facts, State does) {
        if (facts.isPresent() && !facts.get().resources().isEmpty()) {
            return facts.get().resources();
        }
        ResourceState otherwise =
                does == State.UNKNOWN ? ResourceState.UNKNOWN : ResourceState.STOPPED;
        List<ServiceView.Resource> all = new ArrayList<>();
        ServicePlan plan = ServicePlan.of(design, id);
        plan.resources()
                .forEach(one ->
                        all.add(new ServiceView.Resource(one.name(), one.kind(), otherwise, "")));
        return all;
    }

    private static List<ServiceView.Failures> failures(ServiceState known) {
        List<ServiceView.Failures> all = new ArrayList<>();
        known.failures()
                .forEach((node, one) ->
                        all.add(
                                new ServiceView.Failures(
                                        node,
                                        one.count(),
                                        one.last(),
                                        Instant.ofEpochMilli(one.atMillis()))));
        return all;
    }

    private static List<ServiceView.Stay> stays(ServiceState known) {
        return known.stays().stream()
                .map(one ->
                        new ServiceView.Stay(
                                one.generation(),
                                one.node(),
                                Instant.ofEpochMilli(one.atMillis()),
                                one.reason()))
                .toList();
    }
}
