package dev.belay.model.whatif;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.place.Colocation;
import dev.belay.model.place.Host;
import dev.belay.model.place.HostState;
import dev.belay.model.place.NoQuorum;
import dev.belay.model.place.Ordering;
import dev.belay.model.place.Placeable;
import dev.belay.model.place.Placement;
import dev.belay.model.place.Preference;
import dev.belay.model.place.Primitive;
import dev.belay.model.place.Reason;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Situation;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.MirrorMode;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Prediction.ServiceFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What would become of the services of a design if something failed. Pure; the same faults always
/// give the same answer.
///
/// Nodes that run the agent count; remote and guest nodes run nothing yet. Every node is taken to
/// hear every other one unless a cut says otherwise, and of several nodes that could coordinate the
/// one that hears most votes does.
public final class WhatIf {

    /// What the loss of the coordinator adds to an outage, at most.
    public static final Duration ELECTION = Duration.ofSeconds(1);

    private final Design design;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Preference> preferences = new ArrayList<>();
    private final List<Colocation> colocations = new ArrayList<>();
    private final List<Ordering> orderings = new ArrayList<>();
    private final Map<String, String> before = new HashMap<>();

    private WhatIf(Design design) {
        this.design = design;
        design.nodes().stream()
                .filter(node -> node.role().member())
                .forEach(node -> nodes.put(node.id().toString(), node));
        var hosts = new Hosts(design, nodes);
        for (Service service : design.services()) {
            ServiceConstraints constraints = ServiceConstraints.of(service, hosts);
            preferences.addAll(constraints.preferences());
            colocations.addAll(constraints.colocations());
            orderings.addAll(constraints.orderings());
        }
        schedule(nodes.keySet())
                .placements()
                .forEach(one -> one.host().ifPresent(host -> before.put(one.resource(), host)));
    }

    public static WhatIf of(Design design) {
        return new WhatIf(design);
    }

    /// Nodes that run the agent, by id.
    public List<ThingId> nodes() {
        return nodes.values().stream().map(Node::id).toList();
    }

    /// Nodes that are that thing or are drawn in it.
    public List<ThingId> nodesIn(ThingId thing) {
        return new Hosts(design, nodes).in(thing).stream().map(ThingId::new).toList();
    }

    /// What would be.
    ///
    /// @param faults all at once; those of things that hold no node change nothing
    public Prediction predict(List<Fault> faults) {
        Set<String> down = new HashSet<>();
        Set<String> cut = new HashSet<>();
        var hosts = new Hosts(design, nodes);
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Down(var thing) -> down.addAll(hosts.in(thing));
                case Fault.Cut(var one, var other) ->
                        hosts.in(one)
                                .forEach(from ->
                                        hosts.in(other)
                                                .forEach(to -> {
                                                    cut.add(pair(from, to));
                                                    cut.add(pair(to, from));
                                                }));
            }
        }
        Set<String> together = together(down, cut);
        int votes = votes(together);
        int majority = votes(nodes.keySet()) / 2 + 1;
        boolean quorate = votes >= majority;
        List<ThingId> apart =
                nodes.values().stream()
                        .filter(node -> !together.contains(node.id().toString()))
                        .map(Node::id)
                        .toList();
        Map<String, Placement> placements = new HashMap<>();
        if (quorate) {
            schedule(together).placements().forEach(one -> placements.put(one.resource(), one));
        }
        List<ServiceFate> fates =
                design.services().stream()
                        .map(service ->
                                fate(
                                        service,
                                        Optional.ofNullable(
                                                placements.get(service.id().toString())),
                                        together))
                        .toList();
        return new Prediction(quorate, votes, majority, apart, fates);
    }

    private static String pair(String one, String other) {
        return one + " " + other;
    }

    /// The nodes that the coordinator would hear, itself included.
    private Set<String> together(Set<String> down, Set<String> cut) {
        Set<String> best = Set.of();
        for (Node candidate : nodes.values()) {
            String name = candidate.id().toString();
            if (!candidate.votes() || down.contains(name)) {
                continue;
            }
            Set<String> heard = new HashSet<>();
            for (String other : nodes.keySet()) {
                if (!down.contains(other) && !cut.contains(pair(name, other))) {
                    heard.add(other);
                }
            }
            heard.add(name);
            boolean isBetter =
                    votes(heard) > votes(best)
                            || (votes(heard) == votes(best) && heard.size() > best.size());
            if (isBetter) {
                best = heard;
            }
        }
        return best;
    }

    private int votes(Set<String> of) {
        return (int) of.stream().filter(name -> voting(name)).count();
    }

    private boolean voting(String name) {
        Node node = nodes.get(name);
        return node != null && node.votes();
    }

    private Schedule schedule(Set<String> there) {
        List<Host> hosts = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.role().runsServices()) {
                String name = node.id().toString();
                hosts.add(
                        Host.of(name)
                                .withState(there.contains(name) ? drawn(node) : HostState.OFFLINE));
            }
        }
        List<Placeable> resources = new ArrayList<>();
        for (Service service : design.services()) {
            resources.add(primitive(service, there));
        }
        return Scheduler.schedule(
                new Situation(
                        hosts,
                        resources,
                        preferences,
                        colocations,
                        orderings,
                        true,
                        NoQuorum.STOP,
                        true,
                        false));
    }

    private static HostState drawn(Node node) {
        if (node.maintenance()) {
            return HostState.MAINTENANCE;
        }
        return node.standby() || !node.serving() ? HostState.STANDBY : HostState.AVAILABLE;
    }

    private Primitive primitive(Service service, Set<String> there) {
        String id = service.id().toString();
        String host = before.get(id);
        return new Primitive(
                id,
                service.start() == ServiceStart.AUTOMATIC,
                !service.maintenance(),
                service.priority(),
                service.stickiness(),
                service.migrationThreshold(),
                host != null && there.contains(host) ? List.of(host) : List.of(),
                false,
                true,
                false,
                Collections.emptySortedMap(),
                new TreeMap<>());
    }

    private ServiceFate fate(Service service, Optional<Placement> placement, Set<String> together) {
        Optional<String> was = Optional.ofNullable(before.get(service.id().toString()));
        Optional<String> is = placement.flatMap(Placement::host);
        Fate fate = fate(was, is);
        boolean isNodeGone = was.filter(host -> !together.contains(host)).isPresent();
        boolean isCutOff = fate == Fate.MOVES && isNodeGone;
        Optional<Reason> reason = placement.map(Placement::reason);
        return new ServiceFate(
                service.id(),
                fate,
                was.map(ThingId::new),
                is.map(ThingId::new),
                reason,
                isCutOff ? Optional.of(design.cluster().timing().lease()) : Optional.empty(),
                isNodeGone ? loss(service) : Optional.empty());
    }

    private static Fate fate(Optional<String> was, Optional<String> is) {
        if (is.isEmpty()) {
            return was.isEmpty() ? Fate.IDLE : Fate.LOST;
        }
        return is.equals(was) ? Fate.STAYS : Fate.MOVES;
    }

    /// A mirror that is not synchronous may lag as far as its limit lets it.
    private Optional<Duration> loss(Service service) {
        return service.resources().stream()
                .filter(MirrorResource.class::isInstance)
                .map(one -> ((MirrorResource) one).mirror())
                .flatMap(id -> design.find(id, Mirror.class).stream())
                .filter(mirror -> mirror.mode() == MirrorMode.ASYNCHRONOUS)
                .map(Mirror::lagLimit)
                .max(Duration::compareTo);
    }
}
