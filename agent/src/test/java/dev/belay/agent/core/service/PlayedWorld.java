package dev.belay.agent.core.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Command;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.api.NodeMode;
import dev.belay.model.design.Design;
import dev.belay.model.place.HostState;
import dev.belay.model.plan.Form;
import dev.belay.model.plan.Live;
import dev.belay.model.service.Service;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A coordinator and three nodes that do what it decides: one thing after the other, in an order
/// from a seed, and nothing ever fails.
final class PlayedWorld {

    private static final Actor ANN = new Actor("ann", "n1", "socket");
    private static final int MOST = 500;

    private final Random random;
    private ClusterState state;
    private Design design;
    private long index = 1;
    private Map<String, Tenancy> returning = Map.of();

    /// What runs, with the form that it was begun with.
    private final Map<String, Form> begun = new HashMap<>();

    PlayedWorld(Random random, Design design) {
        this.random = random;
        this.design = design;
        this.state =
                ClusterState.UNFOUNDED
                        .apply(
                                1,
                                1,
                                new Command.Found(
                                        "lab",
                                        "Lab",
                                        List.of(member("n1"), member("n2"), member("n3"))))
                        .next();
        adopt(design);
    }

    private static Member member(String id) {
        return new Member(id, id, "", MemberRole.VOTER, false, "10.0.0.1", 7400);
    }

    void order(ServiceOrder order) {
        state = state.apply(1, ++index, new Command.Act(ANN, 1_000, order)).next();
    }

    void adopt(Design now) {
        design = now;
        order(
                new ServiceOrder.Adopt(
                        "text" + index,
                        now.things().of(ThingKind.SERVICE).stream()
                                .map(one -> one.id().toString())
                                .toList(),
                        List.of(),
                        now.cluster().timing(),
                        state.workload().designVersion()));
    }

    long version() {
        return state.workload().designVersion();
    }

    /// The stay of a service; free where it does not run or is not known.
    Tenancy stay(String service) {
        ServiceState known = state.workload().services().get(service);
        return known == null ? Tenancy.none(service) : known.tenancy();
    }

    /// Everything that is wished is done, until nothing is wished any more.
    void rest() {
        for (int i = 0; i < MOST; i++) {
            Outlook outlook = outlook();
            Intents intents = Intents.of(outlook);
            returning = intents.returning(outlook);
            List<Map.Entry<String, String>> open = new ArrayList<>();
            for (Map.Entry<String, String> wish : new TreeMap<>(intents.wishes()).entrySet()) {
                if (!stay(wish.getKey()).node().equals(wish.getValue())) {
                    open.add(wish);
                }
            }
            if (open.isEmpty()) {
                return;
            }
            Map.Entry<String, String> next = open.get(random.nextInt(open.size()));
            does(next.getKey(), stay(next.getKey()).isFree() ? next.getValue() : "");
        }
        assertThat(intents()).as("it comes to rest").isEmpty();
    }

    private Map<String, Intent> intents() {
        return Intents.of(outlook()).services();
    }

    private void does(String service, String node) {
        Tenancy now = stay(service);
        order(
                new ServiceOrder.Settle(
                        1,
                        now.generation(),
                        new Tenancy(
                                service, now.generation() + 1, node, node.isEmpty() ? 0 : 7, ""),
                        "played",
                        ""));
        if (node.isEmpty()) {
            begun.remove(service);
        } else {
            begun.put(service, form(service).orElseThrow());
        }
    }

    private Optional<Form> form(String service) {
        return design.find(new ThingId(service), Service.class).map(one -> Form.of(design, one));
    }

    private boolean isOutdated(String service) {
        Form own = begun.get(service);
        return own != null && form(service).filter(now -> !now.equals(own)).isPresent();
    }

    private Outlook outlook() {
        Map<String, HostFacts> hosts = new HashMap<>();
        for (Member member : state.members()) {
            Set<String> active = new HashSet<>();
            Set<String> outdated = new HashSet<>();
            for (ServiceState one : state.workload().services().values()) {
                if (one.tenancy().node().equals(member.id())) {
                    active.add(one.id());
                    if (isOutdated(one.id())) {
                        outdated.add(one.id());
                    }
                }
            }
            hosts.put(member.id(), new HostFacts(HostState.AVAILABLE, active, outdated, version()));
        }
        return new Outlook(design, state.workload(), state.members(), hosts, returning, 2_000);
    }

    /// What a studio is told of it.
    Live live() {
        List<Live.LiveHost> hosts = new ArrayList<>();
        for (Member member : state.members()) {
            NodeMode mode = state.workload().mode(member.id());
            hosts.add(
                    new Live.LiveHost(
                            member.id(),
                            member.name(),
                            switch (mode) {
                                case ACTIVE -> HostState.AVAILABLE;
                                case STANDBY -> HostState.STANDBY;
                                case MAINTENANCE -> HostState.MAINTENANCE;
                            }));
        }
        List<Live.LiveService> services = new ArrayList<>();
        for (ServiceState one : state.workload().services().values()) {
            services.add(
                    new Live.LiveService(
                            one.id(),
                            one.tenancy().node(),
                            switch (one.wanted()) {
                                case AS_DESIGNED -> Live.Wanted.AS_DESIGNED;
                                case STARTED -> Live.Wanted.STARTED;
                                case STOPPED -> Live.Wanted.STOPPED;
                            },
                            one.movedTo(),
                            one.movedFrom(),
                            isOutdated(one.id()),
                            List.of()));
        }
        return new Live(hosts, Collections.unmodifiableList(services));
    }

    /// Stays of all services, by id.
    Map<String, Tenancy> stays() {
        Map<String, Tenancy> stays = new TreeMap<>();
        state.workload().services().keySet().forEach(id -> stays.put(id, requireNonNull(stay(id))));
        return stays;
    }
}
