package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.IssuerInput.Confirmation;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.core.service.Outlook;
import dev.belay.agent.fence.FenceSecrets;
import dev.belay.agent.host.Clock;
import dev.belay.agent.host.Urgency;
import dev.belay.agent.lease.SelfKill;
import dev.belay.agent.tenure.Message.Sight;
import dev.belay.api.CloudReach;
import dev.belay.api.Json;
import dev.belay.model.design.Design;
import dev.belay.model.place.Explanation;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.RaftRole;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that a member has to do with who may run what: it asks for its own lease, vouches for
/// others, and as the coordinator it grants and settles. Lives as long as its consensus.
public final class Tenures implements AutoCloseable {

    /// From the end of an agent until its guardian has ended what it ran; measured as 65 ms at most
    /// on a busy host.
    public static final Duration LINGER = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Tenures.class);

    private static final Duration ORDER = Duration.ofSeconds(3);
    private static final Duration BAR = Duration.ofSeconds(1);
    private static final Duration SHOW = Duration.ofMillis(900);
    private static final long LOOK_SOON = 5_000_000L;
    private static final Duration REACH_AGAIN = Duration.ofMillis(200);
    private static final long LOOK_AGAIN = 200_000_000L;
    private static final long PREPARE_AGAIN = 2_000_000_000L;

    private final AgentConfig config;
    private final Consensus consensus;
    private final LeasePort port;
    private final Consumer<Event> events;
    private final Clock clock;
    private final Designs designs = new Designs();
    private final VoterDesk desk;
    private final Coordination coordination;
    private final Tenant tenant;
    private final LeaseLines lines;
    private final Fences fences;
    private final Urgency urgency;
    private final Drills drills;
    private final OperationRunner operations;
    private final Thread looking;
    private final Thread preparing;
    private final SystemProxy systemProxy;
    private final Thread furnishing;
    private Workload told = Workload.NONE;
    private volatile boolean isOver;

    /// One for a consensus; {@link #start} follows when that has started.
    ///
    /// @param secrets what fence devices and proxies are to be told
    /// @param log gets a sentence for each decision about leases
    public Tenures(
            AgentConfig config,
            Consensus consensus,
            LeasePort port,
            Clock clock,
            Consumer<Event> events,
            FenceSecrets secrets,
            Consumer<String> log) {
        this.config = config;
        this.consensus = consensus;
        this.port = port;
        this.clock = clock;
        this.events = events;
        this.urgency = new Urgency(log);
        this.desk = new VoterDesk(config.node(), SelfKill.now());
        this.coordination = new Coordination(new World(log));
        this.tenant =
                new Tenant(
                        config,
                        consensus::state,
                        designs,
                        new OwnProxies(secrets),
                        asks ->
                                new LeaseLines(
                                        config.node(), port, this::word, asks.facts(), asks.own()),
                        clock.now().toEpochMilli(),
                        log);
        this.fences =
                new Fences(config, consensus, port, designs, secrets, tenant.cloud(), events, log);
        this.lines =
                new LeaseLines(
                        config.node(), port, this::word, tenant::facts, LeaseLines.ownThread());
        this.drills = new Drills(config, consensus::state, designs);
        this.operations =
                new OperationRunner(
                        config.node(), consensus, port, coordination::sight, this::changed, log);
        this.looking = Thread.ofPlatform().name("tenures").daemon().unstarted(this::look);
        this.preparing = Thread.ofVirtual().name("tenant").unstarted(this::prepare);
        this.systemProxy = SystemProxy.ofHost(config, events);
        // Systemd may take its time: nothing that runs services waits for it.
        this.furnishing = Thread.ofVirtual().name("system-proxy").unstarted(this::furnish);
    }

    /// Begins to answer and to look.
    public void start() {
        port.answerForLeases(this::answer);
        consensus.onChange(this::changed);
        looking.start();
        preparing.start();
        furnishing.start();
    }

    private Workload workload() {
        return consensus.state().workload();
    }

    private void changed() {
        tenant.changed();
        LockSupport.unpark(looking);
        LockSupport.unpark(preparing);
        LockSupport.unpark(furnishing);
    }

    private void look() {
        while (!isOver) {
            long next = LOOK_AGAIN;
            try {
                tell();
                next = isTakingOver() ? LOOK_SOON : coordination.look();
                operations.look();
            } catch (RuntimeException e) {
                // Nothing fails over while nobody looks: rather look again than never.
                LOG.error("tenures.look-failed", e);
            }
            LockSupport.parkNanos(next);
        }
    }

    /// Elected, and not yet there: each moment until it begins to count is a longer outage.
    private boolean isTakingOver() {
        return consensus.opinion().ownRole() == RaftRole.COORDINATOR
                && !workload().tenancies().isEmpty()
                && !port.seat().leads();
    }

    private void prepare() {
        while (!isOver) {
            try {
                tenant.keepWatched();
                if (isHost()) {
                    tenant.prepare(lines);
                }
                Workload now = workload();
                if (!now.services().isEmpty()) {
                    urgency.look(Tenant.isHasty(now.timing()));
                }
                fences.prepare(now);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("tenures.prepare-failed", e);
            }
            LockSupport.parkNanos(PREPARE_AGAIN);
        }
    }

    private void furnish() {
        while (!isOver) {
            try {
                ClusterState state = consensus.state();
                Workload now = state.workload();
                // Before one is in force, or while a newer agent's is, nobody knows what is wanted.
                if (now.designVersion() > 0) {
                    designs.of(now)
                            .ifPresent(design ->
                                    systemProxy.look(
                                            now.designVersion(), proxyFiles(state, design)));
                }
            } catch (RuntimeException e) {
                LOG.error("tenures.system-proxy-failed", e);
            }
            LockSupport.parkNanos(PREPARE_AGAIN);
        }
    }

    private SortedMap<String, String> proxyFiles(ClusterState state, Design design) {
        return state.member(config.node())
                .flatMap(member -> Outlook.drawn(design, member))
                .map(node -> ProxyFiles.onNode(design, node.id()))
                .orElseGet(Collections::emptySortedMap);
    }

    private boolean isHost() {
        return consensus.members().stream()
                .anyMatch(
                        one -> one.id().equals(config.node()) && one.role() != MemberRole.WITNESS);
    }

    /// The coordinator tells what changed; a new one does not tell what another has told.
    private void tell() {
        Workload now = workload();
        if (now.equals(told)) {
            return;
        }
        Long over = now.fencedUpTo().get(config.node());
        if (over != null && tenant.isOfOrBefore(over)) {
            LOG.error("fence.survived: this node was declared stopped and is not; its agent ends");
            tenant.die();
        }
        if (port.seat().leads()) {
            WorkloadChanges.between(told, now).forEach(events);
        }
        told = now;
    }

    private byte[] answer(String asker, byte[] bytes) {
        return switch (LeaseTalk.message(bytes)) {
            case Message.Question question -> {
                if (!workload().reachedBy(question.report().node()).equals(asker)) {
                    throw new IllegalArgumentException(
                            asker + " asks for the lease of " + question.report().node());
                }
                yield LeaseTalk.bytes(word(question));
            }
            case Message.Bar bar -> LeaseTalk.bytes(desk.bar(bar, SelfKill.now()));
            case Message.Nudge() -> {
                tenant.nudged();
                yield new byte[0];
            }
            case Message.StopAgain(var service) -> {
                tenant.stopAgain(service);
                yield new byte[0];
            }
            case Message.Fence(var begun) -> {
                fences.fencer().carryOut(begun);
                yield new byte[0];
            }
            case Message.Secret secret -> {
                keepHere(secret);
                yield new byte[0];
            }
            case Message.Drill drill -> drills.answer(drill);
            case Message.Show(var what, var service) -> shown(what, service);
        };
    }

    /// What this node says to a question.
    private Round.Word word(Message.Question question) {
        fences.fencer().hear(question.report().node());
        LeasePort.Seat before = port.seat();
        long lease = Terms.of(workload().timing(), LINGER).lease();
        boolean isVouched = desk.vouches(question, before, lease, SelfKill.now());
        Round.Lead lead = before.leads() ? coordination.asked(question).orElse(null) : null;
        LeasePort.Seat after = port.seat();
        boolean ledThroughout =
                lead != null && after.leads() && after.term() == lead.grant().term();
        return new Round.Word(after.term(), isVouched, ledThroughout ? lead : null);
    }

    private byte[] shown(Sight what, String service) {
        Object answer =
                switch (what) {
                    case NODE -> nodeSight();
                    case INTENTS -> intentSight();
                    case WHY -> coordination.explain(service).map(Why::of).orElse(Why.NONE);
                    case REACH -> tenant.reach().ask(service);
                };
        return Json.MAPPER.writeValueAsBytes(answer);
    }

    private NodeSight nodeSight() {
        return new NodeSight(
                List.copyOf(tenant.services().values()),
                tenant.facts().outdated(),
                tenant.marginMillis(),
                tenant.hindrance(),
                tenant.deadMen(),
                tenant.remoteSights());
    }

    private IntentSight intentSight() {
        return new IntentSight(
                coordination.intents().map(now -> Map.copyOf(now.services())).orElse(Map.of()));
    }

    /// What all nodes say of themselves that answer in time; blocks so long at most.
    Map<String, NodeSight> nodeSights(Duration within) {
        Map<String, NodeSight> all = new ConcurrentHashMap<>();
        askOthers(
                LeaseTalk.bytes(new Message.Show(Sight.NODE, "")),
                within,
                (other, answer) -> put(other, Json.MAPPER.readValue(answer, NodeSight.class), all));
        put(config.node(), nodeSight(), all);
        return Map.copyOf(all);
    }

    /// With what it says for remote nodes.
    private static void put(String node, NodeSight said, Map<String, NodeSight> all) {
        all.put(node, said);
        all.putAll(said.remotes());
    }

    /// What all members reach of the cloud, as far as they say in time; blocks so long at most.
    Map<String, CloudReach.Node> reach(Duration within) throws InterruptedException {
        String question = UUID.randomUUID().toString();
        byte[] bytes = LeaseTalk.bytes(new Message.Show(Sight.REACH, question));
        Map<String, CloudReach.Node> all = new ConcurrentHashMap<>();
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            hear(tenant.reach().ask(question), all);
            askOthers(
                    bytes,
                    SHOW,
                    (_, answer) -> hear(Json.MAPPER.readValue(answer, OwnReach.Answer.class), all));
            if (all.size() >= consensus.members().size() || System.nanoTime() > end) {
                return Map.copyOf(all);
            }
            Thread.sleep(REACH_AGAIN);
        }
    }

    private static void hear(OwnReach.Answer answer, Map<String, CloudReach.Node> all) {
        CloudReach.Node node = answer.node();
        if (node != null) {
            all.put(node.node(), node);
        }
    }

    /// What the coordinator intends; empty when nobody says in time.
    Optional<IntentSight> intents(Duration within) {
        if (port.seat().leads()) {
            return Optional.of(intentSight());
        }
        return fromCoordinator(new Message.Show(Sight.INTENTS, ""), within)
                .map(answer -> Json.MAPPER.readValue(answer, IntentSight.class));
    }

    /// Why the coordinator wants a service where it wants it; empty when nobody says.
    Optional<Why> why(String service) {
        if (port.seat().leads()) {
            Optional<Explanation> known = coordination.explain(service);
            return known.map(Why::of);
        }
        return fromCoordinator(new Message.Show(Sight.WHY, service), SHOW)
                .map(answer -> Json.MAPPER.readValue(answer, Why.class))
                .filter(one -> !one.service().isEmpty());
    }

    private Optional<byte[]> fromCoordinator(Message.Show question, Duration within) {
        String coordinator = consensus.opinion().coordinator();
        return coordinator == null || coordinator.equals(config.node())
                ? Optional.empty()
                : asked(coordinator, question, within);
    }

    private Optional<byte[]> asked(String member, Message question, Duration atMost) {
        var answer = new CompletableFuture<byte[]>();
        port.askForLease(member, LeaseTalk.bytes(question), atMost, answer::complete);
        try {
            return Optional.of(answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    Design design() {
        return designs.of(workload()).orElse(Designs.EMPTY);
    }

    /// The design in force; empty when a newer agent put it there.
    public Optional<Design> inForce(Workload workload) {
        return designs.of(workload);
    }

    /// Has the node of a service stop it again, where its stop failed.
    void stopAgain(String service) {
        Tenancy tenancy = workload().tenancies().get(service);
        if (tenancy == null || tenancy.stuck().isEmpty()) {
            return;
        }
        String speaker = workload().reachedBy(tenancy.node());
        if (speaker.equals(config.node())) {
            tenant.stopAgain(service);
        } else if (!speaker.isEmpty()) {
            byte[] bytes = LeaseTalk.bytes(new Message.StopAgain(service));
            port.askForLease(speaker, bytes, SHOW, _ -> {});
        }
    }

    Fences fences() {
        return fences;
    }

    private void keepHere(Message.Secret secret) {
        fences.keep(secret);
        changed();
    }

    /// Keeps what a fence device or a proxy is to be told, on all members that can be reached
    /// within a second.
    ///
    /// @return the members that have it now
    SortedSet<String> keepSecret(Message.Secret secret) {
        keepHere(secret);
        Set<String> have = ConcurrentHashMap.newKeySet();
        have.add(config.node());
        askOthers(LeaseTalk.bytes(secret), SHOW, (other, _) -> have.add(other));
        return new TreeSet<>(have);
    }

    /// Asks all other members; blocks until all have answered, or the time is over.
    private void askOthers(byte[] question, Duration within, BiConsumer<String, byte[]> heard) {
        List<String> others =
                consensus.members().stream()
                        .map(Member::id)
                        .filter(id -> !id.equals(config.node()))
                        .toList();
        var done = new CountDownLatch(others.size());
        for (String other : others) {
            port.askForLease(
                    other,
                    question,
                    within,
                    answer -> {
                        heard.accept(other, answer);
                        done.countDown();
                    });
        }
        try {
            // Who has not answered by then has not answered.
            var _ = done.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Has a node inflict a fault on itself; blocks until it is about to happen.
    Outcome<String> drill(String node, Message.Drill drill) {
        Optional<byte[]> answer =
                node.equals(config.node())
                        ? Optional.of(drills.answer(drill))
                        : asked(node, drill, ORDER);
        return answer.map(Drills::outcome)
                .orElseGet(() -> new Outcome.Unknown<>(node + " did not say that it will"));
    }

    /// Voters of the group, as this node knows them.
    Set<String> voters() {
        return port.seat().voters();
    }

    /// Gives all services of this node away; blocks until they are gone.
    ///
    /// @return whether they are
    public boolean leave(Duration atMost) throws InterruptedException {
        return tenant.leave(atMost);
    }

    @Override
    public void close() {
        isOver = true;
        changed();
        port.answerForLeases((_, _) -> {
            throw new IllegalStateException("this agent is stopping");
        });
        tenant.close();
        lines.close();
        systemProxy.close();
    }

    /// What the coordination does to the world.
    private final class World implements Coordination.Ports {

        private final Consumer<String> log;

        World(Consumer<String> log) {
            this.log = log;
        }

        @Override
        public LeasePort.Seat seat() {
            return port.seat();
        }

        @Override
        public ClusterState state() {
            return consensus.state();
        }

        @Override
        public Optional<Design> design(Workload workload) {
            return designs.of(workload);
        }

        @Override
        public void order(ServiceOrder order, Runnable failed) {
            Thread.ofVirtual()
                    .name("settle")
                    .start(() -> {
                        var actor = new Actor("belay", config.node(), "coordinator");
                        if (!(consensus.act(actor, order, ORDER) instanceof Outcome.Done<?>)) {
                            failed.run();
                        }
                        changed();
                    });
        }

        @Override
        public void nudge(String node) {
            if (node.equals(config.node())) {
                tenant.nudged();
            } else {
                port.askForLease(node, LeaseTalk.bytes(new Message.Nudge()), BAR, _ -> {});
            }
        }

        @Override
        public void bar(Message.Bar bar) {
            byte[] bytes = LeaseTalk.bytes(bar);
            for (String voter : port.seat().voters()) {
                if (voter.equals(config.node())) {
                    coordination.barred(voter, bar, desk.bar(bar, SelfKill.now()));
                } else {
                    port.askForLease(
                            voter,
                            bytes,
                            BAR,
                            answer -> coordination.barred(voter, bar, LeaseTalk.barred(answer)));
                }
            }
        }

        @Override
        public String self() {
            return config.node();
        }

        @Override
        public Set<String> fenceable() {
            return fences.fencer().fenceable();
        }

        @Override
        public void fence(LostNode lost, Consumer<Confirmation> heard) {
            fences.fencer()
                    .order(
                            lost,
                            known -> {
                                heard.accept(known);
                                changed();
                            });
        }

        @Override
        public void tell(Event event) {
            events.accept(event);
        }

        @Override
        public void say(String sentence) {
            log.accept(sentence);
        }

        @Override
        public long now() {
            return SelfKill.now();
        }

        @Override
        public long wallMillis() {
            return clock.now().toEpochMilli();
        }
    }
}
