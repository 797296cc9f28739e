package dev.belay.agent.rollout;

import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes versions from the admin while they still come to it, so that a rollout finds them here.
///
/// Only time is won: what is not here when the rollout begins is fetched then, and what no rollout
/// ever wants goes away again.
final class Aheads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Aheads.class);

    /// A publisher that has not ordered its version by then has given it up.
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Supplier<String> self;
    private final Supplier<ClusterState> state;
    private final NodeWork work;
    private final PeerCopies peers;
    private final Map<String, Ahead> bySet = new ConcurrentHashMap<>();
    private final Set<Thread> takers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Aheads(Supplier<String> self, Supplier<ClusterState> state, NodeWork work, PeerCopies peers) {
        this.self = self;
        this.state = state;
        this.work = work;
        this.peers = peers;
    }

    /// One version that is taken, or was.
    private record Ahead(String set, long number, ContentName manifest, long begunAtNanos) {

        boolean isOf(long otherNumber, ContentName other) {
            return number == otherNumber && manifest.equals(other);
        }
    }

    /// Begins to take a version; does not block. Nothing happens when it is taken already, or is
    /// not the next one of its set.
    void begin(String set, long number, ContentName manifest) {
        if (closed || self.get().equals(state.get().admin()) || number != last(set) + 1) {
            return;
        }
        var fresh = new Ahead(set, number, manifest, System.nanoTime());
        Ahead now =
                bySet.compute(
                        set,
                        (_, known) ->
                                known != null && known.isOf(number, manifest) ? known : fresh);
        if (now.equals(fresh)) {
            start(fresh);
        }
    }

    /// In one step with the end: who starts is waited for.
    private synchronized void start(Ahead fresh) {
        if (!closed) {
            takers.add(Thread.ofVirtual().name("ahead-" + fresh.set()).start(() -> take(fresh)));
        }
    }

    private long last(String set) {
        SetState known = state.get().configs().get(set);
        return known == null ? 0 : known.last();
    }

    private void take(Ahead ahead) {
        try {
            var _ =
                    work.take(
                            ahead.set(),
                            ahead.number(),
                            ahead.manifest(),
                            new FromAdmin(),
                            () -> isWanted(ahead));
        } catch (ContentException e) {
            LOG.info("ahead.ended set={} reason=\"{}\"", ahead.set(), e.getMessage());
        } finally {
            ended(Thread.currentThread());
        }
    }

    private synchronized void ended(Thread taker) {
        takers.remove(taker);
    }

    /// Until another version of the set is published, or ordered.
    private boolean isWanted(Ahead ahead) {
        SetState set = state.get().configs().get(ahead.set());
        Rollout ordered = set == null ? null : set.running().orElse(null);
        Ahead now = bySet.get(ahead.set());
        // Once it is ordered it is tidied away, and wanted all the more.
        boolean isLast = now == null ? last(ahead.set()) >= ahead.number() : now.equals(ahead);
        return !closed && isLast && (ordered == null || ordered.version() == ahead.number());
    }

    /// Removes what was taken and never ordered. Blocks.
    void tidy(long nowNanos) {
        for (Ahead ahead : List.copyOf(bySet.values())) {
            if (last(ahead.set()) >= ahead.number()) {
                bySet.remove(ahead.set(), ahead);
            } else if (nowNanos - ahead.begunAtNanos() > KEPT.toNanos()
                    && bySet.remove(ahead.set(), ahead)) {
                try {
                    work.giveUp(ahead.set(), ahead.number());
                } catch (ContentException e) {
                    LOG.warn("ahead.stays set={} reason=\"{}\"", ahead.set(), e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Endings.await(takers);
    }

    /// The admin alone has it, until the rollout has begun.
    private final class FromAdmin implements PeerCopies {

        @Override
        public Reply ask(String member, Question question) throws java.io.IOException {
            return peers.ask(member, question);
        }

        @Override
        public List<String> holders(String set, long number) {
            SetState known = state.get().configs().get(set);
            boolean isOrdered = known != null && known.last() >= number;
            return isOrdered
                    ? peers.holders(set, number)
                    : Optional.ofNullable(state.get().admin()).stream().toList();
        }
    }
}
