package dev.belay.app.connect;

import dev.belay.api.AccessRole;
import dev.belay.api.ApiError;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Severity;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.StreamListener;
import dev.belay.reach.ssh.SshFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node that does what a test tells it to.
final class FakeNode implements NodeDoor {

    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    static AgentException down() {
        return new AgentException(
                AgentException.Kind.UNREACHABLE,
                new ApiError("ssh-connect", "a", "down", "c"),
                null);
    }

    static AgentException wrongKey() {
        return AgentException.refused(new ApiError("ssh-host-key-changed", "a", "changed", "c"));
    }

    final String id;
    final String cluster;
    final AtomicInteger opened = new AtomicInteger();
    final List<Long> streamsAfter = new CopyOnWriteArrayList<>();
    final List<Link> links = new CopyOnWriteArrayList<>();
    final List<EventRecord> journal = new CopyOnWriteArrayList<>();
    volatile @Nullable AgentException doorFails;
    volatile @Nullable AgentException agentFails;
    volatile boolean agentHangs;
    final CountDownLatch hung = new CountDownLatch(1);

    FakeNode(String id) {
        this(id, "lab");
    }

    FakeNode(String id, String cluster) {
        this.id = id;
        this.cluster = cluster;
    }

    @Override
    public NodeLink open(Consumer<String> onLost) throws AgentException {
        opened.incrementAndGet();
        AgentException failure = doorFails;
        if (failure != null) {
            throw failure;
        }
        Link link = new Link(onLost);
        links.add(link);
        return link;
    }

    @Override
    public String describe() {
        return "admin@" + id;
    }

    Link link() {
        return links.getLast();
    }

    static EventRecord event(String node, long seq) {
        return new EventRecord(
                seq, "test.event", AT.plusSeconds(seq), node, Severity.INFO, Map.of());
    }

    ClusterStatus status(String... members) {
        List<NodeStatus> nodes =
                List.of(members).stream()
                        .map(member ->
                                new NodeStatus(
                                        new Member(
                                                member,
                                                "name-" + member,
                                                "",
                                                MemberRole.VOTER,
                                                false,
                                                "host-" + member,
                                                1),
                                        NodeState.ACTIVE,
                                        "",
                                        null))
                        .toList();
        return new ClusterStatus(
                cluster,
                "Lab",
                id,
                AT,
                new Opinion(id, 3, AT, RaftRole.COORDINATOR, true),
                new Quorum(3, 3, 2, true),
                nodes,
                List.of());
    }

    /// One open way to it.
    final class Link implements NodeLink {
        private final Consumer<String> onLost;
        final LinkedBlockingQueue<Consumer<StreamListener>> sent = new LinkedBlockingQueue<>();
        volatile boolean closed;
        volatile boolean streamEnds;

        Link(Consumer<String> onLost) {
            this.onLost = onLost;
        }

        void breaks() {
            onLost.accept("the cable was pulled");
        }

        void send(Consumer<StreamListener> message) {
            sent.add(message);
        }

        @Override
        public WhoAmI whoAmI() throws AgentException {
            AgentException failure = agentFails;
            if (failure != null) {
                throw failure;
            }
            if (agentHangs) {
                try {
                    hung.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw down();
            }
            return new WhoAmI(
                    cluster, "Lab", id, "name-" + id, "0.1.0", AT, "me", AccessRole.GUEST);
        }

        @Override
        public List<EventRecord> events(long after, int limit) {
            List<EventRecord> found =
                    journal.stream().filter(event -> event.seq() > after).toList();
            return after < 0
                    ? found.subList(Math.max(0, found.size() - limit), found.size())
                    : found.subList(0, Math.min(limit, found.size()));
        }

        @Override
        public AgentPath path() throws AgentException {
            throw down();
        }

        @Override
        public Stream stream(int samplesPerSecond, long eventsAfter) throws AgentException {
            AgentException failure = agentFails;
            if (failure != null) {
                throw failure;
            }
            streamsAfter.add(eventsAfter);
            streamEnds = false;
            return new Stream() {
                private volatile boolean streamClosed;

                @Override
                public void run(StreamListener listener) throws AgentException {
                    while (!streamClosed && !closed) {
                        if (streamEnds) {
                            throw down();
                        }
                        try {
                            Consumer<StreamListener> message =
                                    sent.poll(2, java.util.concurrent.TimeUnit.MILLISECONDS);
                            if (message != null) {
                                message.accept(listener);
                            }
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                }

                @Override
                public void close() {
                    streamClosed = true;
                }
            };
        }

        @Override
        public HistoryAnswer history(HistoryTier tier, List<String> measures) {
            return new HistoryAnswer(id, tier, 1_000, 0, List.of());
        }

        @Override
        public @Nullable SshFacts facts() {
            return new SshFacts(
                    describe(), List.of(), "OpenSSH", "ED25519", "SHA256:x", "key", "a", List.of());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
