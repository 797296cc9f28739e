package dev.belay.agent.core.service;

import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.NodeMode;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.place.Colocation;
import dev.belay.model.place.Host;
import dev.belay.model.place.HostState;
import dev.belay.model.place.NoQuorum;
import dev.belay.model.place.Ordering;
import dev.belay.model.place.Placeable;
import dev.belay.model.place.Preference;
import dev.belay.model.place.Primitive;
import dev.belay.model.place.Score;
import dev.belay.model.place.Situation;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Hosts;
import dev.belay.model.whatif.ServiceConstraints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that decides where services are to run: the design, what was ordered, who is there.
///
/// @param design in force
/// @param workload what was ordered, and who runs what
/// @param members of the cluster
/// @param hosts what is known of them, by id; who is not named says nothing
/// @param returning last stays of services, by id, that were ended only to begin anew: they hold to
///   their node as if they ran there still
/// @param nowMillis the coordinator's clock, for failures that are forgotten after a while
public record Outlook(
        Design design,
        Workload workload,
        List<Member> members,
        Map<String, HostFacts> hosts,
        Map<String, Tenancy> returning,
        long nowMillis) {

    public Outlook {
        members = List.copyOf(members);
        hosts = Map.copyOf(hosts);
        returning = Map.copyOf(returning);
    }

    Optional<Service> service(String id) {
        return design.find(new ThingId(id), Service.class);
    }

    Tenancy tenancy(String service) {
        ServiceState known = workload.services().get(service);
        return known == null ? Tenancy.none(service) : known.tenancy();
    }

    boolean answers(String node) {
        HostState state = facts(node).state();
        return state != HostState.OFFLINE && state != HostState.UNCLEAN;
    }

    boolean isActive(String service, String node) {
        return facts(node).active().contains(service);
    }

    /// Whether what runs there is not what the design has, and may be stopped for that. What a node
    /// says of a design before counts for nothing: what it finds outdated may be right again.
    boolean isToRestart(String service, String node) {
        HostFacts facts = facts(node);
        return facts.outdated().contains(service)
                && facts.designVersion() >= workload.designVersion()
                && !isLeftAlone(service, node);
    }

    /// Whether nobody starts or stops it.
    ///
    /// @param node that runs it
    boolean isLeftAlone(String service, String node) {
        return service(service).filter(Service::maintenance).isPresent()
                || state(node) == HostState.MAINTENANCE;
    }

    private HostFacts facts(String node) {
        return hosts.getOrDefault(node, HostFacts.OFFLINE);
    }

    /// The same in the words of the scheduler.
    Situation situation() {
        List<Host> all = new ArrayList<>();
        for (Member member : members) {
            if (member.role() != MemberRole.WITNESS) {
                all.add(Host.of(member.id()).withState(state(member.id())));
            }
        }
        workload.remotes()
                .keySet()
                .forEach(remote -> all.add(Host.of(remote).withState(state(remote))));
        List<Placeable> resources = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        List<Colocation> colocations = new ArrayList<>();
        List<Ordering> orderings = new ArrayList<>();
        Hosts drawn = drawn();
        for (Thing thing : design.things().of(ThingKind.SERVICE)) {
            Service service = (Service) thing;
            String id = service.id().toString();
            ServiceState state = workload.services().get(id);
            if (state == null) {
                continue;
            }
            resources.add(primitive(service, state));
            ServiceConstraints constraints = ServiceConstraints.of(service, drawn);
            preferences.addAll(constraints.preferences());
            colocations.addAll(constraints.colocations());
            orderings.addAll(constraints.orderings());
            if (!RemotePlaces.canRun(service)) {
                workload.remotes()
                        .keySet()
                        .forEach(remote ->
                                preferences.add(
                                        new Preference("remote", id, remote, -Score.INFINITY)));
            }
            if (!state.movedTo().isEmpty()) {
                preferences.add(new Preference("moved", id, state.movedTo(), Score.INFINITY));
            }
            if (!state.movedFrom().isEmpty()) {
                preferences.add(new Preference("moved", id, state.movedFrom(), -Score.INFINITY));
            }
        }
        return new Situation(
                all,
                resources,
                preferences,
                colocations,
                orderings,
                true,
                NoQuorum.STOP,
                true,
                false);
    }

    private Primitive primitive(Service service, ServiceState state) {
        Tenancy tenancy = state.tenancy();
        String holdsTo = tenancy.isFree() ? returnsTo(state.id()) : tenancy.node();
        SortedMap<String, Integer> failures = new TreeMap<>();
        state.failures()
                .forEach((node, failed) -> {
                    if (counts(service.failureTimeout(), failed)) {
                        failures.put(node, failed.count());
                    }
                });
        return new Primitive(
                state.id(),
                isWanted(service, state),
                !service.maintenance(),
                service.priority(),
                service.stickiness(),
                service.migrationThreshold(),
                !holdsTo.isEmpty() && answers(holdsTo) ? List.of(holdsTo) : List.of(),
                false,
                true,
                false,
                new TreeMap<>(),
                failures);
    }

    /// Nobody starts again what is left alone by now; empty for nowhere.
    private String returnsTo(String service) {
        String node = returning.getOrDefault(service, Tenancy.none(service)).node();
        return isLeftAlone(service, node) ? "" : node;
    }

    /// Whether a service is to run.
    public static boolean isWanted(Service service, ServiceState state) {
        return switch (state.wanted()) {
            case AS_DESIGNED -> service.start() == ServiceStart.AUTOMATIC;
            case STARTED -> true;
            case STOPPED -> false;
        };
    }

    private boolean counts(Duration timeout, ServiceState.Failures failed) {
        return timeout.isZero() || nowMillis - failed.atMillis() < timeout.toMillis();
    }

    private HostState state(String node) {
        HostState known = facts(node).state();
        if (known != HostState.AVAILABLE) {
            return known;
        }
        Optional<Node> drawn = drawn(node);
        NodeMode mode = workload.mode(node);
        if (mode == NodeMode.MAINTENANCE || drawn.filter(Node::maintenance).isPresent()) {
            return HostState.MAINTENANCE;
        }
        boolean isDrawnIdle = drawn.filter(one -> one.standby() || !one.serving()).isPresent();
        return mode == NodeMode.STANDBY || isDrawnIdle ? HostState.STANDBY : known;
    }

    /// The node of the design that a member is: by its id, or else by its name.
    public static Optional<Node> drawn(Design design, Member member) {
        List<Thing> nodes = design.things().of(ThingKind.NODE);
        return nodes.stream()
                .filter(one -> one.id().toString().equals(member.id()))
                .findFirst()
                .or(() ->
                        nodes.stream().filter(one -> one.name().equals(member.name())).findFirst())
                .map(Node.class::cast);
    }

    private Optional<Node> drawn(String node) {
        if (workload.remotes().containsKey(node)) {
            return design.find(new ThingId(node), Node.class);
        }
        return members.stream()
                .filter(one -> one.id().equals(node))
                .findFirst()
                .flatMap(member -> drawn(design, member));
    }

    private Hosts drawn() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Member member : members) {
            drawn(member.id()).ifPresent(node -> nodes.put(member.id(), node));
        }
        workload.remotes()
                .keySet()
                .forEach(remote -> drawn(remote).ifPresent(node -> nodes.put(remote, node)));
        return new Hosts(design, nodes);
    }
}
