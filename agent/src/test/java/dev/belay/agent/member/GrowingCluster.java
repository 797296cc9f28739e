package dev.belay.agent.member;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.consensus.ConsensusException;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Certificate;
import dev.belay.agent.core.cluster.MemberOrder;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.custody.Custody;
import dev.belay.agent.custody.Governance;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.enroll.IssuedCertificate;
import dev.belay.agent.enroll.Keys;
import dev.belay.agent.enroll.Pem;
import dev.belay.agent.host.Clock;
import dev.belay.agent.run.Membership;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A cluster of real nodes in this process that begins with one and grows.
final class GrowingCluster implements AutoCloseable {

    static final Governance.Timing AGENT =
            new Governance.Timing(
                    Membership.Patience.OF_AN_AGENT,
                    new Custody.Timing(
                            Duration.ofDays(90),
                            Duration.ofMillis(200),
                            Duration.ofMillis(3_500),
                            Duration.ofDays(7)));

    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT = 7463;
    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    private final Path dir;
    private final Governance.Timing timing;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ClusterAuthority authority = ClusterAuthority.create("grow");
    private final int network = NETWORK.incrementAndGet() % 250;
    private final Map<String, AgentConfig> configs = new TreeMap<>();
    private final Map<String, RatisConsensus> running = new TreeMap<>();
    private final Map<String, Governance> governances = new TreeMap<>();
    private final Map<String, List<Occurrence>> occurrences = new TreeMap<>();

    GrowingCluster(Path dir) throws IOException, ConsensusException {
        this(dir, AGENT);
    }

    GrowingCluster(Path dir, Governance.Timing timing) throws IOException, ConsensusException {
        this.dir = dir;
        this.timing = timing;
        Member first = member(1, MemberRole.VOTER);
        configs.put("n1", config(first, List.of(first)));
        new AuthorityStore(dir.resolve("n1").resolve("authorities")).put(authority);
        start("n1");
        await("a coordinator", () -> node("n1").state().isFounded());
        act("n1", new MemberOrder.OpenEnrollment("e", "hash", 20, false, Long.MAX_VALUE));
    }

    Member member(int number, MemberRole role) {
        return new Member(
                "n" + number,
                "host-" + number,
                "",
                role,
                number == 1,
                "127.163." + network + "." + number,
                PORT);
    }

    private AgentConfig config(Member self, List<Member> seeds) throws IOException {
        Path pki = dir.resolve("pki-" + self.id());
        IssuedCertificate issued = authority.issue(self.id());
        return new AgentConfig(
                "grow",
                "Grow",
                self.id(),
                seeds,
                dir.resolve(self.id()),
                dir.resolve(self.id() + ".sock"),
                self.host(),
                self.port(),
                issued.writeTo(pki),
                "127.0.0.1",
                0,
                new AgentConfig.Groups("guest", "operator", "administrator"));
    }

    /// Lets a node in as an enrollment does, and starts it as a learner.
    String join(int number) throws IOException, ConsensusException {
        Member self = member(number, MemberRole.LEARNER);
        RatisConsensus coordinator = coordinator();
        List<Member> seeds = new ArrayList<>(coordinator.members());
        seeds.add(self);
        AgentConfig config = config(self, seeds);
        act(
                awaitCoordinator(),
                new MemberOrder.Admit("e", "hash", self, certificate(config, self.id())));
        configs.put(self.id(), config);
        start(self.id());
        return self.id();
    }

    private Certificate certificate(AgentConfig config, String id) throws IOException {
        X509Certificate written = Pem.readCertificate(config.tls().certificate());
        return new Certificate(
                id,
                written.getSerialNumber().toString(16),
                Keys.fingerprint(written.getPublicKey()),
                authority.id(),
                written.getNotBefore().toInstant().toEpochMilli(),
                written.getNotAfter().toInstant().toEpochMilli());
    }

    void start(String id) throws IOException, ConsensusException {
        var node =
                new RatisConsensus(Objects.requireNonNull(configs.get(id)), InstantSource.system());
        List<Occurrence> seen =
                occurrences.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
        node.onOccurrence(seen::add);
        node.answerWith(question -> question);
        Governance governance =
                Governance.of(
                        Objects.requireNonNull(configs.get(id)),
                        node,
                        timing,
                        Clock.system(),
                        event -> events.add(event.line()));
        node.start();
        governance.start();
        running.put(id, node);
        governances.put(id, governance);
    }

    void stop(String id) throws IOException {
        governance(id).close();
        governances.remove(id);
        Objects.requireNonNull(running.remove(id)).close();
    }

    RatisConsensus node(String id) {
        return Objects.requireNonNull(running.get(id), id);
    }

    Governance governance(String id) {
        return Objects.requireNonNull(governances.get(id), id);
    }

    AgentConfig configOf(String id) {
        return Objects.requireNonNull(configs.get(id), id);
    }

    /// What the coordinators told, as lines.
    List<String> events() {
        return events;
    }

    List<Occurrence> occurrences(String id) {
        return Objects.requireNonNull(occurrences.get(id), id);
    }

    /// Makes a voter the coordinator.
    void lead(String id) {
        await(
                id + " leads",
                () -> {
                    String now = awaitCoordinator();
                    if (!now.equals(id)) {
                        node(now).handOver(id, Duration.ofSeconds(1));
                    }
                    return id.equals(awaitCoordinator());
                });
    }

    RatisConsensus coordinator() {
        return node(awaitCoordinator());
    }

    /// Waits until a running node knows itself to lead.
    String awaitCoordinator() {
        var found = new ArrayList<String>();
        await(
                "a coordinator",
                () -> {
                    found.clear();
                    running.forEach((id, node) -> {
                        if (id.equals(node.opinion().coordinator()) && node.opinion().quorate()) {
                            found.add(id);
                        }
                    });
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    /// Waits until the group has these voters and listeners, as all that are up know it.
    void awaitGroup(String voters, String listeners) {
        var seen = new ArrayList<String>();
        var peers = new ArrayList<String>();
        String wanted = "[" + voters + "] [" + listeners + "]";
        await(
                () -> "the group " + wanted + ", found " + seen + " " + peers,
                () -> {
                    seen.clear();
                    peers.clear();
                    running.values()
                            .forEach(node -> {
                                var group = node.group();
                                seen.add(
                                        group.voters()
                                                + " "
                                                + group.listeners()
                                                + (group.changing() ? " changing" : ""));
                                peers.add(node.peers() + " " + node.opinion());
                            });
                    return seen.stream().allMatch(wanted::equals);
                });
    }

    void act(String id, Order order) {
        switch (node(id).act(Actor.agent(id), order, DEADLINE)) {
            case Outcome.Done<Answer> _ -> {}
            case Outcome.Refused<Answer>(var error) -> throw new AssertionError(error.sentence());
            case Outcome.Unknown<Answer>(var reason) -> throw new AssertionError(reason);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    static void await(java.util.function.Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 60 s for " + what.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        for (String id : List.copyOf(running.keySet())) {
            stop(id);
        }
    }
}
