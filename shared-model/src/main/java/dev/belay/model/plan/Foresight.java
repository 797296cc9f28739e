package dev.belay.model.plan;

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
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Score;
import dev.belay.model.place.Situation;
import dev.belay.model.plan.Live.LiveHost;
import dev.belay.model.service.Service;
import dev.belay.model.service.ServiceStart;
import dev.belay.model.whatif.Hosts;
import dev.belay.model.whatif.ServiceConstraints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the agents' scheduler would have the services of a design.
///
/// @param design in force
/// @param live what is known of members and of orders
/// @param running where services run before, by id
record Foresight(Design design, Live live, Map<String, String> running) {

    /// Of all services of the design, by id.
    Map<String, Placement> placements() {
        Map<String, Node> drawn = new LinkedHashMap<>();
        List<Host> hosts = hosts(drawn);
        var places = new Hosts(design, drawn);
        List<Placeable> resources = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        List<Colocation> colocations = new ArrayList<>();
        List<Ordering> orderings = new ArrayList<>();
        for (Service service : design.services()) {
            resources.add(primitive(service));
            ServiceConstraints constraints = ServiceConstraints.of(service, places);
            preferences.addAll(constraints.preferences());
            colocations.addAll(constraints.colocations());
            orderings.addAll(constraints.orderings());
            String id = service.id().toString();
            live.service(id).ifPresent(one -> preferences.addAll(orders(one)));
        }
        Map<String, Placement> found = new LinkedHashMap<>();
        Scheduler.schedule(
                        new Situation(
                                hosts,
                                resources,
                                preferences,
                                colocations,
                                orderings,
                                true,
                                NoQuorum.STOP,
                                true,
                                false))
                .placements()
                .forEach(one -> found.put(one.resource(), one));
        return found;
    }

    /// Where an operator sent it, and where from.
    private static List<Preference> orders(Live.LiveService service) {
        List<Preference> orders = new ArrayList<>();
        if (!service.movedTo().isEmpty()) {
            orders.add(new Preference("moved", service.id(), service.movedTo(), Score.INFINITY));
        }
        if (!service.movedFrom().isEmpty()) {
            orders.add(new Preference("moved", service.id(), service.movedFrom(), -Score.INFINITY));
        }
        return orders;
    }

    private List<Host> hosts(Map<String, Node> drawn) {
        List<Host> hosts = new ArrayList<>();
        if (live.hosts().isEmpty()) {
            for (Node node : design.nodes()) {
                if (node.role().member() && node.role().runsServices()) {
                    String name = node.id().toString();
                    drawn.put(name, node);
                    hosts.add(Host.of(name).withState(drawn(node)));
                }
            }
            return hosts;
        }
        for (LiveHost host : live.hosts()) {
            Optional<Node> node = node(host);
            node.ifPresent(one -> drawn.put(host.id(), one));
            hosts.add(Host.of(host.id()).withState(state(host, node)));
        }
        return hosts;
    }

    private Optional<Node> node(LiveHost host) {
        return design.nodes().stream()
                .filter(one -> one.id().toString().equals(host.id()))
                .findFirst()
                .or(() ->
                        design.nodes().stream()
                                .filter(one -> one.name().equals(host.name()))
                                .findFirst());
    }

    /// What forbids more counts, whoever said it.
    private static HostState state(LiveHost host, Optional<Node> node) {
        HostState drawn = node.map(Foresight::drawn).orElse(HostState.AVAILABLE);
        return switch (host.state()) {
            case AVAILABLE -> drawn;
            case STANDBY -> drawn == HostState.MAINTENANCE ? drawn : HostState.STANDBY;
            case MAINTENANCE, SHUTTING_DOWN, OFFLINE, UNCLEAN -> host.state();
        };
    }

    private static HostState drawn(Node node) {
        if (node.maintenance()) {
            return HostState.MAINTENANCE;
        }
        return node.standby() || !node.serving() ? HostState.STANDBY : HostState.AVAILABLE;
    }

    /// Whether agents neither start nor stop it.
    ///
    /// @param host that runs it
    boolean isLeftAlone(Service service, String host) {
        return service.maintenance()
                || hosts(new LinkedHashMap<>()).stream()
                        .filter(one -> one.name().equals(host))
                        .anyMatch(one -> one.state() == HostState.MAINTENANCE);
    }

    boolean isWanted(Service service) {
        return switch (live.service(service.id().toString())
                .map(Live.LiveService::wanted)
                .orElse(Live.Wanted.AS_DESIGNED)) {
            case AS_DESIGNED -> service.start() == ServiceStart.AUTOMATIC;
            case STARTED -> true;
            case STOPPED -> false;
        };
    }

    private Primitive primitive(Service service) {
        String id = service.id().toString();
        String host = running.get(id);
        return new Primitive(
                id,
                isWanted(service),
                !service.maintenance(),
                service.priority(),
                service.stickiness(),
                service.migrationThreshold(),
                host == null ? List.of() : List.of(host),
                false,
                true,
                false,
                Collections.emptySortedMap(),
                failures(service));
    }

    /// Those that count still.
    private SortedMap<String, Integer> failures(Service service) {
        Duration timeout = service.failureTimeout();
        SortedMap<String, Integer> counted = new TreeMap<>();
        live.service(service.id().toString()).map(Live.LiveService::failures).stream()
                .flatMap(List::stream)
                .filter(one -> timeout.isZero() || one.age().compareTo(timeout) < 0)
                .forEach(one -> counted.put(one.node(), one.count()));
        return counted;
    }
}
