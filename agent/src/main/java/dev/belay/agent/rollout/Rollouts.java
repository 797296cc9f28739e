package dev.belay.agent.rollout;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.host.Beat;
import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.reach.publish.SystemHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The config sets of one agent: its part of each rollout, its answers to other members, and what
/// its API asks.
public final class Rollouts implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int DRIFT_EVERY = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);

    private static final Duration STATES = Duration.ofMillis(900);

    private final Supplier<String> self;
    private final Consensus consensus;
    private final VersionStore store;
    private final ClusterPeers peers;
    private final NodeSets sets;
    private final ContentDesk desk;
    private final Aheads aheads;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final GiveUps giveUps;
    private final Room room = new Room();
    private final Consumer<Event> events;
    private final Supplier<Set<String>> inSight;
    private final Supplier<Instant> clock;
    private final Map<String, Map<String, NodeState>> heard = new ConcurrentHashMap<>();
    private final Map<String, Rollout> seen = new HashMap<>();
    private final Path caches;
    private final ReentrantLock news = new ReentrantLock();
    private final Condition changes = news.newCondition();
    private final Thread ticker;
    private boolean hasLooked;
    private volatile boolean closed;

    private Rollouts(Parts parts, VersionStore store, NodeWork.Place place, Path caches) {
        this.self = parts.self();
        this.consensus = parts.consensus();
        this.store = store;
        this.events = parts.events();
        this.inSight = parts.inSight();
        this.clock = parts.clock();
        this.caches = caches;
        this.peers = new ClusterPeers(self, consensus, inSight);
        var work = new NodeWork(self, place, store, peers, hash(), room);
        this.sets = new NodeSets(name -> new NodeSet(name, self, consensus, work, events, clock));
        this.aheads = new Aheads(self, consensus::state, work, peers);
        this.desk =
                new ContentDesk(store, sets, new ScannedFiles(caches, work::inForce), room, aheads);
        this.giveUps = new GiveUps(self, consensus, inSight, System::nanoTime);
        this.ticker = Thread.ofVirtual().name("config-tick").unstarted(this::tick);
    }

    /// What an agent has.
    ///
    /// @param inSight ids of the members that this node sees, itself included
    public record Parts(
            Supplier<String> self,
            Consensus consensus,
            Supplier<Set<String>> inSight,
            Consumer<Event> events,
            Supplier<Instant> clock) {}

    /// Opens what the disk has.
    ///
    /// @param stateDir the agent's own folder; the versions lie beside it, because services have to
    ///   read them and nobody else may look into the state
    public static Rollouts open(Path stateDir, Parts parts) throws IOException {
        Path own = stateDir.toAbsolutePath().normalize();
        Path versions = own.resolveSibling(own.getFileName() + "-sets");
        Path marks = Files.createDirectories(own.resolve("sets"));
        Path caches = Files.createDirectories(own.resolve("scans"));
        try {
            return new Rollouts(
                    parts,
                    VersionStore.open(versions, hash()),
                    new NodeWork.Place(versions, marks, versions.resolve(".edits")),
                    caches);
        } catch (ContentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static ContentHash hash() {
        return SystemHash.best();
    }

    public void start() {
        consensus.serveWith(desk::answer);
        changed();
        ticker.start();
    }

    /// The replicated state has changed; does not block.
    public void changed() {
        sets.wake(consensus.state().configs().keySet());
        LockSupport.unpark(ticker);
        news.lock();
        try {
            changes.signalAll();
        } finally {
            news.unlock();
        }
    }

    /// Waits until something holds of the replicated state; not longer than it is told.
    void awaitChange(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        news.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changes.awaitNanos(left);
            }
        } finally {
            news.unlock();
        }
    }

    /// Waits until no file is written any more, two seconds at most for each kind of work.
    @Override
    public void close() {
        closed = true;
        ticker.interrupt();
        aheads.close();
        sets.close();
    }

    private void tick() {
        long driftAt = System.nanoTime();
        while (!closed) {
            tell();
            giveUps.look();
            room.tidy(System.nanoTime());
            if (System.nanoTime() - driftAt > TimeUnit.SECONDS.toNanos(DRIFT_EVERY)) {
                driftAt = System.nanoTime();
                lookAtAll();
            }
            Beat.await(EVERY);
        }
    }

    /// Beside the ticks: a set that is being staged lets a look wait until it is whole.
    private void lookAtAll() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("config-look")
                    .start(() -> {
                        try {
                            tidyAheads(System.nanoTime());
                            sets.lookAtAll();
                        } finally {
                            looking.set(false);
                        }
                    });
        }
    }

    void tidyAheads(long nowNanos) {
        aheads.tidy(nowNanos);
    }

    /// Tells a few members of a version that begins to come here: they take it while it comes, and
    /// have it for the others when it is ordered. Does not block.
    void herald(String set, long number, ContentName manifest) {
        List<String> others =
                new ArrayList<>(
                        participants().stream().filter(one -> !one.equals(self.get())).toList());
        Collections.shuffle(others, ThreadLocalRandom.current());
        var question = new Question.Ahead(set, number, manifest);
        for (String member : others.subList(0, Math.min(ContentDesk.TURNS, others.size()))) {
            Thread.ofVirtual()
                    .name("herald")
                    .start(() -> {
                        try {
                            var _ = peers.ask(member, question);
                        } catch (IOException e) {
                            LOG.debug("{} takes nothing ahead", member, e);
                        }
                    });
        }
    }

    /// The admin records how rollouts end.
    private void tell() {
        var state = consensus.state();
        for (SetState set : state.configs().values()) {
            Rollout now = set.rollout();
            if (now == null) {
                continue;
            }
            Rollout before = seen.put(set.name(), now);
            boolean hasEnded =
                    now.phase().isEnd()
                            && (before == null
                                    ? hasLooked
                                    : before.id() != now.id() || !before.phase().isEnd());
            if (hasEnded && self.get().equals(state.admin())) {
                events.accept(
                        now.phase() == Phase.DONE
                                ? new Event.ConfigLive(set.name(), now.version())
                                : new Event.ConfigRolledBack(set.name(), now.version(), now.why()));
            }
        }
        hasLooked = state.isFounded();
    }

    /// Members that take part in a rollout that begins now.
    List<String> participants() {
        Set<String> near = inSight.get();
        return consensus.state().members().stream()
                .filter(one -> one.role() != MemberRole.WITNESS)
                .map(Member::id)
                .filter(node -> node.equals(self.get()) || near.contains(node))
                .toList();
    }

    /// How a set is on all nodes; asks those that answer within a second. Blocks.
    Map<String, Map<String, NodeState>> states() {
        List<String> members = consensus.state().members().stream().map(Member::id).toList();
        var done = new CountDownLatch(members.size());
        for (String member : members) {
            Thread.startVirtualThread(() -> {
                try {
                    hear(member);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            // Whoever has not answered by then is shown as it was heard last.
            var _ = done.await(STATES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heard;
    }

    /// Whether a node has every set in force that the cluster has; asks it, unless there is none.
    /// Blocks for up to a second. A node that does not answer counts as it was heard last.
    public boolean hasAllInForce(String node) {
        List<SetState> live =
                consensus.state().configs().values().stream()
                        .filter(set -> set.live() > 0 && !set.wasForgotten())
                        .toList();
        if (live.isEmpty()) {
            return true;
        }
        hear(node);
        Map<String, NodeState> states = heard.getOrDefault(node, Map.of());
        return live.stream()
                .allMatch(set -> {
                    NodeState known = states.get(set.name());
                    return known != null && known.version() == set.live() && known.error() == null;
                });
    }

    /// As it was heard last.
    Map<String, Map<String, NodeState>> heard() {
        return heard;
    }

    private void hear(String member) {
        if (member.equals(self.get())) {
            heard.put(self.get(), sets.states());
            return;
        }
        try {
            if (peers.ask(member, new Question.States(), STATES)
                    instanceof Reply.States(var states)) {
                heard.put(member, states);
            }
        } catch (IOException e) {
            // Its last word stays, with its age.
            return;
        }
    }

    /// Of one set, one for each member.
    List<NodeState> statesOf(String set, Map<String, Map<String, NodeState>> states) {
        var nodes = new ArrayList<NodeState>();
        for (Member member : consensus.state().members()) {
            if (member.role() == MemberRole.WITNESS) {
                continue;
            }
            NodeState known = states.getOrDefault(member.id(), Map.of()).get(set);
            nodes.add(
                    known != null
                            ? known
                            : new NodeState(
                                    member.id(),
                                    0,
                                    List.of(),
                                    new ApiError(
                                            "node-not-heard",
                                            "a word of the node",
                                            "none yet",
                                            "look whether it runs"),
                                    Instant.EPOCH));
        }
        return nodes;
    }

    /// Asks one member, this one included. Blocks.
    Reply ask(String member, Question question) throws IOException {
        return member.equals(self.get())
                ? Reply.of(desk.answer(question.encoded()))
                : peers.ask(member, question);
    }

    PeerCopies peers() {
        return new PeerCopies() {
            @Override
            public Reply ask(String member, Question question) throws IOException {
                return Rollouts.this.ask(member, question);
            }

            @Override
            public List<String> holders(String set, long number) {
                return peers.holders(set, number);
            }
        };
    }

    Room room() {
        return room;
    }

    /// Where is kept what was seen of folders.
    Path caches() {
        return caches;
    }

    VersionStore store() {
        return store;
    }

    Consensus consensus() {
        return consensus;
    }

    Supplier<String> self() {
        return self;
    }

    void record(Event event) {
        events.accept(event);
    }
}
