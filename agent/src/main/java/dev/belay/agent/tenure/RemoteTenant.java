package dev.belay.agent.tenure;

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
import dev.belay.agent.service.Conductor;
import dev.belay.agent.service.RemotePlan;
import dev.belay.agent.service.ServiceFacts;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.xml.XmlElement;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// What it needs of the member that it lives in.
    ///
    /// @param self the member's id
    /// @param workload as it is now
    /// @param design of a workload
    /// @param key file of the key of remote nodes
    /// @param lines makes lines to ask by, for what says the facts
    /// @param isLeftAlone whether nothing follows from what is seen of a service, by its id
    record Home(
            String self,
            Supplier<Workload> workload,
            Function<Workload, Design> design,
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
    private final RemoteResources resources;
    private final ExecutorService own = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Stage stage;
    private volatile boolean isLeaving;
    private boolean isOver;

    /// From one incarnation of the node to the next: it was stopped for certain between them.
    private record Stage(long incarnation, RemoteLoop loop, Conductor conductor, LeaseLines lines) {
        void end() {
            loop.close();
            conductor.close();
            lines.close();
        }
    }

    /// @param generation of the connection's stay
    RemoteTenant(String node, long generation, Home home) {
        this.node = node;
        this.generation = generation;
        this.home = home;
        this.link = new RemoteLink(this::target, reconnect(), new Eyes(), this::log);
        this.resources = new RemoteResources(link, node);
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

    private Optional<Node> drawn() {
        return home.design().apply(home.workload().get()).find(new ThingId(node), Node.class);
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
        var loop = new RemoteLoop(first, lines, link::isAlive, this::log);
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
        return new Stage(incarnation, loop, conductor, lines);
    }

    /// Of a service that was begun by whoever had the connection before nothing is known here: what
    /// the design has of it is stopped, which is done where nothing runs.
    private static final class Services implements LeaseLoop.Services {

        private final Conductor conductor;

        Services(Conductor conductor) {
            this.conductor = conductor;
        }

        @Override
        public void start(String service, long generation) {
            conductor.start(service, generation);
        }

        @Override
        public void stop(String service, long generation, long deadline) {
            conductor.stopAnyway(service, generation);
        }
    }

    private ServicePlan plan(String service) {
        return RemotePlan.of(ServicePlan.of(home.design().apply(home.workload().get()), service));
    }

    private boolean isLeftAlone(String service) {
        return !link.isAlive() || home.isLeftAlone().test(service);
    }

    private Message.Facts facts() {
        Set<String> active = new TreeSet<>();
        Set<String> outdated = new TreeSet<>();
        Set<String> unstarted = new TreeSet<>();
        Workload workload = home.workload().get();
        Design design = home.design().apply(workload);
        WantedPlans wanted = WantedPlans.of(workload, design);
        Stage now = stage;
        if (now != null) {
            Map<String, ServicePlan> begun = now.conductor().begun();
            now.conductor()
                    .facts()
                    .forEach((id, one) -> {
                        // What ran before goes on while it is looked at by its new speaker.
                        boolean isTakenOver =
                                one.phase() == State.STARTING
                                        && now.loop().isTakenOver(id, one.generation());
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
        link.close(isOrderly);
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
            nudged();
        }

        @Override
        public void asked(XmlElement proxied) {
            link.session().ifPresent(session -> ToolAnswers.answer(session, node, proxied));
        }

        @Override
        public void changed(Executed executed) {
            resources.changed(executed);
        }
    }
}
