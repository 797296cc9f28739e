package dev.belay.agent.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Path;
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

/// Three nodes with real certificates, folders and sockets in this process.
final class Trio implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int PORT = 7461;
    private static final AtomicInteger NETWORK =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 200));

    private final Path dir;
    private final ClusterAuthority authority;
    private final List<Member> members;
    private final Map<String, RatisConsensus> running = new TreeMap<>();
    private final Map<String, List<Occurrence>> occurrences = new TreeMap<>();

    Trio(Path dir) {
        this(dir, List.of(MemberRole.VOTER, MemberRole.VOTER, MemberRole.VOTER));
    }

    Trio(Path dir, List<MemberRole> roles) {
        this.dir = dir;
        this.authority = ClusterAuthority.create("trio");
        int network = NETWORK.incrementAndGet() % 250;
        List<Member> made = new ArrayList<>();
        for (int i = 1; i <= roles.size(); i++) {
            made.add(
                    new Member(
                            "n" + i,
                            "host-" + i,
                            "",
                            roles.get(i - 1),
                            i == 1,
                            "127.61." + network + "." + i,
                            PORT));
        }
        this.members = List.copyOf(made);
    }

    List<String> ids() {
        return members.stream().map(Member::id).toList();
    }

    Path stateDir(String id) {
        return dir.resolve(id);
    }

    AgentConfig config(String id) throws IOException {
        Member member =
                members.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        Path pki = dir.resolve("pki-" + id);
        var tls =
                pki.toFile().isDirectory()
                        ? new AgentConfig.Tls(
                                pki.resolve("authority.pem"),
                                pki.resolve("node.pem"),
                                pki.resolve("node.key"))
                        : authority.issue(id).writeTo(pki);
        return new AgentConfig(
                "trio",
                "Trio",
                id,
                members,
                stateDir(id),
                dir.resolve(id + ".sock"),
                member.host(),
                member.port(),
                tls,
                "127.0.0.1",
                0,
                new AgentConfig.Groups("guest", "operator", "administrator"));
    }

    ClusterAuthority authority() {
        return authority;
    }

    RatisConsensus start(String id) throws IOException, ConsensusException {
        var node = new RatisConsensus(config(id), InstantSource.system());
        List<Occurrence> seen =
                occurrences.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
        node.onOccurrence(seen::add);
        node.answerWith(question -> (id + ":" + new String(question, UTF_8)).getBytes(UTF_8));
        node.start();
        running.put(id, node);
        return node;
    }

    Trio startAll() throws IOException, ConsensusException {
        for (String id : ids()) {
            start(id);
        }
        return this;
    }

    RatisConsensus node(String id) {
        return Objects.requireNonNull(running.get(id));
    }

    List<Occurrence> occurrences(String id) {
        return Objects.requireNonNull(occurrences.get(id));
    }

    void stop(String id) {
        Objects.requireNonNull(running.remove(id)).close();
    }

    /// Waits until all running nodes name the same coordinator.
    String awaitCoordinator() {
        await(
                "one coordinator",
                () -> {
                    var named =
                            running.values().stream()
                                    .map(node -> String.valueOf(node.opinion().coordinator()))
                                    .distinct()
                                    .toList();
                    return named.size() == 1 && running.containsKey(named.getFirst());
                });
        return Objects.requireNonNull(running.values().iterator().next().opinion().coordinator());
    }

    String followerOf(String coordinator) {
        return ids().stream()
                .filter(id -> running.containsKey(id) && !id.equals(coordinator))
                .findFirst()
                .orElseThrow();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 60 s for " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
