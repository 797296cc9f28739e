package dev.belay.agent.tenure;

import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.SelfKill;
import dev.belay.agent.remote.AuthKey;
import dev.belay.agent.remote.Executed;
import dev.belay.agent.remote.RemoteException;
import dev.belay.agent.remote.RemoteLink;
import dev.belay.agent.remote.RemoteResources;
import dev.belay.agent.remote.RemoteSession;
import dev.belay.agent.remote.ToolAnswers;
import dev.belay.agent.service.Conductor;
import dev.belay.agent.service.RemotePlan;
import dev.belay.agent.service.ServiceFacts;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.xml.XmlElement;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.State;
import dev.belay.model.design.Design;
import dev.belay.model.node.GuestOptions;
import dev.belay.model.node.Node;
import dev.belay.model.node.RemoteOptions;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A remote node as one that runs services, spoken for by this member as long as it has the
/// connection. What runs there goes on when the connection ends, or goes to another member.
final class RemoteTenant implements AutoCloseable {

    private static final String OTHER_FORM =
            "it was begun by another member, and the design has changed what it is made of since";

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// What it needs of the member that it lives in.
    ///
    /// @param self the member's id
    /// @param workload as it is now
    /// @param design of a workload
    /// @param wanted what the design in force would have run
    /// @param key file of the key of remote nodes
    /// @param lines makes lines to ask by, for what says the facts
    /// @param isLeftAlone whether nothing follows from what is seen of a service, by its id
    record Home(
            String self,
            Supplier<Workload> workload,
            Function<Workload, Design> design,
            Supplier<WantedPlans> wanted,
            Path key,
            Function<Lines, LeaseLines> lines,
            Predicate<String> isLeftAlone,
            Consumer<String> log) {}

    /// @param facts what the node says of itself with each question
    /// @param own where the member's own word is asked for
    record Lines(Supplier<Message.Facts> facts, ExecutorService own) {}

    private final String node;
    private final long generation;
    private final Home home;
    private final RemoteLink link;
    private final ExecutorService own = Executors.newVirtualThreadPerTaskExecutor();

    /// Stays that were there before this member had the connection: another one has begun them.
    private final Map<String, Long> inherited;

    private volatile @Nullable Stage stage;
    private volatile Optional<Node> lastDrawn = Optional.empty();
    private volatile boolean isLeaving;
    private boolean isOver;

    /// From one incarnation of the node to the next: it was stopped for certain between them.
    private record Stage(
            long incarnation, RemoteLoop loop, Conductor conductor, RemoteResources resources) {
        void end() {
            resources.close();
            loop.close();
            conductor.close();
        }
    }

    /// @param generation of the connection's stay
    RemoteTenant(String node, long generation, Home home) {
        this.node = node;
        this.generation = generation;
        this.home = home;
        this.inherited = inherited(home.workload().get(), node);
        this.link = new RemoteLink(this::target, reconnect(), new Eyes(), this::log);
    }

    private static Map<String, Long> inherited(Workload workload, String node) {
        Map<String, Long> all = new TreeMap<>();
        workload.services()
                .forEach((id, one) -> {
                    if (one.tenancy().node().equals(node)) {
                        all.put(id, one.tenancy().generation());
                    }
                });
        return Collections.unmodifiableMap(all);
    }

    private boolean isInherited(String service, long stay) {
        return inherited.getOrDefault(service, -1L) == stay;
    }

    long generation() {
        return generation;
    }

    /// Begins to connect.
    void start() {
        link.start();
    }

    private void log(String sentence) {
        home.log().accept("remote node '" + node + "' " + sentence);
    }

    /// As it is drawn, or was drawn last: what runs there has to leave first.
    private Optional<Node> drawn() {
        Optional<Node> now =
                home.design().apply(home.workload().get()).find(new ThingId(node), Node.class);
        if (now.filter(one -> !one.role().member()).isPresent()) {
            lastDrawn = now;
        }
        return lastDrawn;
    }

    private Duration reconnect() {
        return drawn().flatMap(Node::remote)
                .map(RemoteOptions::reconnectInterval)
                .orElse(Duration.ZERO);
    }

    private RemoteSession.Target target() {
        Node drawn =
                drawn().orElseThrow(() ->
                        new IllegalStateException("the design in force does not have it"));
        Optional<String> address = drawn.address().map(IpAddress::toString);
        InetSocketAddress to =
                drawn.guest()
                        .map(guest -> ofGuest(drawn, guest))
                        .orElseGet(() -> {
                            RemoteOptions options = drawn.remote().orElse(RemoteOptions.DEFAULT);
                            return new InetSocketAddress(
                                    options.server().or(() -> address).orElse(drawn.name()),
                                    options.port().number());
                        });
        try {
            return new RemoteSession.Target(to, AuthKey.read(home.key()), home.self(), CONNECT);
        } catch (RemoteException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static InetSocketAddress ofGuest(Node drawn, GuestOptions guest) {
        return new InetSocketAddress(guest.address().orElse(drawn.name()), guest.port().number());
    }

    /// The first incarnation that is not over for certain.
    private long incarnation() {
        return 1 + home.workload().get().fencedUpTo().getOrDefault(node, 0L);
    }

    /// What is over for certain is forgotten before anybody speaks for what comes after it.
    private synchronized void settle() {
        Stage now = stage;
        long wanted = incarnation();
        if (isOver || (now != null && now.incarnation() == wanted)) {
            return;
        }
        if (now != null) {
            now.end();
            link.renew();
        }
        isLeaving = false;
        Stage fresh = begin(wanted);
        stage = fresh;
        fresh.loop().start(new Services(fresh.conductor()));
    }

    private Stage begin(long incarnation) {
        LeaseLines lines = home.lines().apply(new Lines(this::facts, own));
        Terms terms = Terms.of(home.workload().get().timing(), Tenures.LINGER).lasting();
        Holder first = Holder.first(node, incarnation, terms, SelfKill.now());
        var loop = new RemoteLoop(first, lines, link::isAlive, this::partIfLeaving, this::log);
        var resources = new RemoteResources(link, node);
        var conductor =
                new Conductor(
                        RemotePlan.ports(
                                this::plan,
                                resources,
                                loop,
                                this::isLeftAlone,
                                this::log,
                                SelfKill::now));
        lines.bind(loop);
        return new Stage(incarnation, loop, conductor, resources);
    }

    /// A daemon that is about to stop waits until nobody has anything there, and no connection.
    private void partIfLeaving() {
        if (isLeaving) {
            link.part();
        }
    }

    /// Of a service that was begun by whoever had the connection before nothing is known here: what
    /// the design has of it is stopped, which is done where nothing runs.
    private final class Services implements LeaseLoop.Services {

        private final Conductor conductor;

        Services(Conductor conductor) {
            this.conductor = conductor;
        }

        @Override
        public void start(String service, long generation) {
            if (isInherited(service, generation)) {
                conductor.takeOver(service, generation);
            } else {
                conductor.start(service, generation);
            }
        }

        @Override
        public void stop(String service, long generation, long deadline) {
            conductor.stopAnyway(service, generation);
        }
    }

    private ServicePlan plan(String service) {
        Workload workload = home.workload().get();
        ServicePlan plan = ServicePlan.of(home.design().apply(workload), service);
        ServiceState known = workload.services().get(service);
        boolean isOther =
                known != null
                        && isInherited(service, known.tenancy().generation())
                        && !known.form().isEmpty()
                        && !known.form().equals(FormMark.of(plan.form()));
        return isOther
                ? new ServicePlan(service, List.of(), List.of(OTHER_FORM), plan.form())
                : RemotePlan.of(plan);
    }

    private boolean isLeftAlone(String service) {
        return !link.isAlive()
                || home.isLeftAlone().test(service)
                || home.workload().get().mode(node) == NodeMode.MAINTENANCE
                || drawn().filter(Node::maintenance).isPresent();
    }

    private Message.Facts facts() {
        Set<String> active = new TreeSet<>();
        Set<String> outdated = new TreeSet<>();
        Set<String> unstarted = new TreeSet<>();
        WantedPlans wanted = home.wanted().get();
        Stage now = stage;
        if (now != null) {
            Map<String, ServicePlan> begun = now.conductor().begun();
            now.conductor()
                    .facts()
                    .forEach((id, one) -> {
                        // What ran before goes on while it is looked at by its new speaker.
                        boolean isTakenOver =
                                one.phase() == State.STARTING && isInherited(id, one.generation());
                        if (one.phase() == State.ACTIVE || isTakenOver) {
                            active.add(id);
                            if (wanted.isOutdated(id, begun.get(id))) {
                                outdated.add(id);
                            }
                        }
                        if (one.hasNeverStarted()) {
                            unstarted.add(id);
                        }
                    });
        }
        return new Message.Facts(active, outdated, unstarted, isLeaving, "", wanted.version());
    }

    /// What is shown of it.
    NodeSight sight() {
        Stage now = stage;
        List<ServiceFacts> services =
                now == null ? List.of() : List.copyOf(now.conductor().facts().values());
        return new NodeSight(
                services, facts().outdated(), Map.of(), link.trouble(), List.of(), Map.of());
    }

    void nudged() {
        Stage now = stage;
        if (now != null) {
            now.loop().nudged();
        }
    }

    /// The log has gone on.
    void changed() {
        if (link.session().isPresent()) {
            settle();
        }
    }

    void stopAgain(String service) {
        Stage now = stage;
        if (now != null) {
            now.conductor().retryStop(service);
        }
    }

    /// Gives the connection up; what runs there goes on.
    ///
    /// @param isOrderly whether there is time to send what was ordered
    void close(boolean isOrderly) {
        synchronized (this) {
            isOver = true;
            Stage now = stage;
            if (now != null) {
                now.end();
            }
        }
        link.close(isOrderly && link.isAlive());
        own.shutdown();
    }

    @Override
    public void close() {
        close(false);
    }

    private final class Eyes implements RemoteLink.Watcher {

        @Override
        public void connecting() {
            isLeaving = false;
        }

        @Override
        public void up() {
            settle();
            nudged();
        }

        @Override
        public void down(String why) {
            // Whoever holds something waits for the next session.
        }

        @Override
        public void leaving() {
            isLeaving = true;
            log("is about to stop: what runs there is to leave");
            link.session().ifPresent(ToolAnswers::mayStop);
            nudged();
        }

        @Override
        public void asked(XmlElement proxied) {
            link.session().ifPresent(session -> ToolAnswers.answer(session, node, proxied));
        }

        @Override
        public void changed(Executed executed) {
            Stage now = stage;
            if (now != null) {
                now.resources().changed(executed);
            }
        }
    }
}
