package dev.belay.agent.rollout;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ConfigOrder;
import dev.belay.agent.core.cluster.NodeStep;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.core.cluster.SetVersion;
import dev.belay.agent.replicate.Drift;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.ConfigSetView.Step;
import dev.belay.model.content.ContentException;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One set on this node: does what the replicated state wants of the node, one thing after the
/// other, on a thread of its own.
final class NodeSet implements AutoCloseable {

    private static final Duration REPORT = Duration.ofSeconds(5);
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(200);

    /// Changes wake the thread; this is for one that was missed.
    private static final Duration IDLE = Duration.ofSeconds(10);

    /// Nodes and publisher are done with a rollout, and with the next one if it follows at once.
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DRIFT = 100;
    private static final Logger LOG = LoggerFactory.getLogger(NodeSet.class);
    private static final Set<String> WORTH_A_RETRY = Set.of("source-broke-off", "chunks-missing");

    private final String name;
    private final Supplier<String> self;
    private final Consensus consensus;
    private final NodeWork work;
    private final Consumer<Event> events;
    private final Supplier<Instant> clock;
    private final ReentrantLock working = new ReentrantLock();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean hasChanged;
    private volatile NodeState state;
    private @Nullable Done done;
    private long refusedVersion;
    private Duration pause = FIRST_PAUSE;
    private long retryAtNanos;
    private long prunedAfter;
    private long prunedAtNanos;
    private long laidAfter;

    /// What was done and still has to be told, perhaps again.
    private record Done(
            long rollout, Step step, @Nullable ApiError error, long millis, long toldAtNanos) {}

    NodeSet(
            String name,
            Supplier<String> self,
            Consensus consensus,
            NodeWork work,
            Consumer<Event> events,
            Supplier<Instant> clock) {
        this.name = name;
        this.self = self;
        this.consensus = consensus;
        this.work = work;
        this.events = events;
        this.clock = clock;
        this.state = new NodeState(self.get(), 0, List.of(), null, clock.get());
        this.thread = Thread.ofVirtual().name("config-" + name).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /// The replicated state has changed.
    void wake() {
        // Said twice: whatever the thread waits for in its work takes the other word for its own.
        hasChanged = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /// Does all its work.
    Thread thread() {
        return thread;
    }

    NodeState state() {
        return state;
    }

    private Optional<SetState> set() {
        boolean takesPart =
                consensus.state().members().stream()
                        .filter(one -> one.role() != MemberRole.WITNESS)
                        .map(Member::id)
                        .anyMatch(self.get()::equals);
        return takesPart
                ? Optional.ofNullable(consensus.state().configs().get(name))
                : Optional.empty();
    }

    private void loop() {
        while (!closed) {
            try {
                hasChanged = false;
                long waitNanos = once();
                if (waitNanos > 0 && !closed && !hasChanged) {
                    LockSupport.parkNanos(this, waitNanos);
                }
            } catch (InterruptedException e) {
                // Only when it is closed.
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                failed(
                        new ApiError(
                                "disk-error",
                                "to remember which version is in force",
                                String.valueOf(e.getMessage()),
                                "look at the disk of this node"));
                LockSupport.parkNanos(this, FIRST_PAUSE.toNanos());
            } catch (RuntimeException | LinkageError e) {
                // A set whose thread has ended would follow no version any more.
                LOG.error("set.failed set={}", name, e);
                failed(
                        new ApiError(
                                "node-fault",
                                "to follow the set's versions",
                                String.valueOf(e),
                                "restart the agent of this node if it does not end"));
                LockSupport.parkNanos(this, FIRST_PAUSE.toNanos());
            }
        }
    }

    /// Does the next thing; says how long nothing is to be done, unless the state changes.
    private long once() throws InterruptedException, IOException {
        working.lock();
        try {
            // Looked at when it is this thread's turn: meanwhile the state may have changed.
            SetState set = set().orElse(null);
            if (set == null) {
                return IDLE.toNanos();
            }
            long inForce = work.mark(name).inForce();
            NodeStep step = NodeStep.next(set, self.get(), inForce).orElse(null);
            if (step == null) {
                return rest(set, inForce);
            }
            return carryOut(set, step);
        } finally {
            working.unlock();
        }
    }

    private long rest(SetState set, long inForce) {
        NodeState before = state;
        if (before.version() != inForce || (before.error() != null && inForce == set.live())) {
            state = new NodeState(self.get(), inForce, List.of(), null, clock.get());
        }
        Rollout last = set.rollout();
        return last != null && last.phase().isEnd() ? tidy(set, last, inForce) : IDLE.toNanos();
    }

    /// After a rollout: what is not needed any more goes at once, and a little later the next
    /// version is prepared for.
    private long tidy(SetState set, Rollout last, long inForce) {
        try {
            if (prunedAfter != last.id()) {
                prunedAfter = last.id();
                prunedAtNanos = System.nanoTime();
                var inUse = new HashSet<Long>();
                Collections.addAll(inUse, set.live(), last.former(), last.version(), inForce);
                work.prune(name, inUse);
            }
        } catch (ContentException e) {
            failed(e.errors().getFirst());
        }
        if (laidAfter == last.id()) {
            return IDLE.toNanos();
        }
        long early = prunedAtNanos + QUIET.toNanos() - System.nanoTime();
        if (early > 0) {
            return early;
        }
        laidAfter = last.id();
        try {
            work.layAhead(name);
        } catch (ContentException e) {
            // It only saves work.
            LOG.info("set.not-laid-ahead set={} {}", name, e.getMessage());
        }
        return IDLE.toNanos();
    }

    private long carryOut(SetState set, NodeStep step) throws InterruptedException, IOException {
        return switch (step) {
            case NodeStep.Stage(var rollout, var version) ->
                    doAndTell(
                            rollout, Step.STAGED, () -> work.stage(set, version, awaited(rollout)));
            case NodeStep.Switch(var rollout, var version) ->
                    doAndTell(rollout, Step.SWITCHED, () -> work.putInForce(set, version));
            case NodeStep.Revert(var rollout, var former) ->
                    doAndTell(rollout, Step.REVERTED, () -> revert(set, rollout, former));
            case NodeStep.Converge(var version) -> converge(set, version);
        };
    }

    /// Part of the work.
    private interface Task {
        void run() throws ContentException, InterruptedException, IOException;
    }

    private java.util.function.BooleanSupplier awaited(Rollout rollout) {
        return () ->
                !closed
                        && set().map(SetState::rollout)
                                .filter(one -> one.id() == rollout.id() && one.awaits(self.get()))
                                .isPresent();
    }

    private long doAndTell(Rollout rollout, Step step, Task task)
            throws InterruptedException, IOException {
        Done known = done;
        if (known == null || known.rollout() != rollout.id() || known.step() != step) {
            long began = System.nanoTime();
            ApiError error = null;
            try {
                task.run();
            } catch (ContentException e) {
                error = e.errors().getFirst();
                if (WORTH_A_RETRY.contains(error.code())) {
                    failed(error);
                    return RETRY.toNanos();
                }
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            known = new Done(rollout.id(), step, error, millis, 0);
            if (error != null) {
                failed(error);
                events.accept(new Event.ConfigRefused(name, rollout.version(), error.sentence()));
            }
        }
        return tell(known);
    }

    private long tell(Done what) {
        long now = System.nanoTime();
        if (what.toldAtNanos() != 0 && now - what.toldAtNanos() < SETTLED.toNanos()) {
            done = what;
            return SETTLED.toNanos();
        }
        var report =
                new ConfigOrder.Report(
                        name, what.rollout(), self.get(), what.step(), what.error(), what.millis());
        boolean told =
                consensus.act(Actor.agent(self.get()), report, REPORT) instanceof Outcome.Done<?>;
        done =
                new Done(
                        what.rollout(),
                        what.step(),
                        what.error(),
                        what.millis(),
                        told ? System.nanoTime() : 0);
        return told ? SETTLED.toNanos() : RETRY.toNanos();
    }

    private void revert(SetState set, Rollout rollout, Optional<SetVersion> former)
            throws ContentException, InterruptedException, IOException {
        Mark mark = work.mark(name);
        long wanted = former.map(SetVersion::number).orElse(0L);
        if (mark.inForce() == wanted) {
            return;
        }
        if (former.isEmpty()) {
            work.release(set, set.version(rollout.version()).orElseThrow());
            return;
        }
        try {
            work.stage(set, former.get(), awaited(rollout));
        } catch (ContentException e) {
            // It was away when the former version went live, and refuses it now: its own one then.
            SetVersion own = set.version(mark.before()).orElse(null);
            if (own != null && own.number() != wanted) {
                work.putInForce(set, own);
            }
            throw e;
        }
        work.putInForce(set, former.get());
    }

    private long converge(SetState set, Optional<SetVersion> version)
            throws InterruptedException, IOException {
        long wanted = version.map(SetVersion::number).orElse(0L);
        long now = System.nanoTime();
        if (refusedVersion == wanted && now - retryAtNanos < 0) {
            return retryAtNanos - now;
        }
        long began = System.nanoTime();
        try {
            if (version.isPresent()) {
                work.stage(set, version.get(), () -> isLive(wanted));
                work.putInForce(set, version.get());
            } else {
                work.release(set, set.versions().getLast());
            }
        } catch (ContentException e) {
            return refused(wanted, e.errors().getFirst());
        }
        refusedVersion = 0;
        pause = FIRST_PAUSE;
        state = new NodeState(self.get(), wanted, List.of(), null, clock.get());
        events.accept(
                new Event.ConfigConverged(
                        name, wanted, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
        return 0;
    }

    private boolean isLive(long version) {
        return !closed && set().filter(one -> one.live() == version).isPresent();
    }

    private long refused(long version, ApiError error) {
        NodeState before = state;
        ApiError last = before.error();
        boolean isNews =
                refusedVersion != version || last == null || !last.code().equals(error.code());
        failed(error);
        if (refusedVersion != version) {
            pause = FIRST_PAUSE;
        }
        refusedVersion = version;
        if (isNews && !WORTH_A_RETRY.contains(error.code())) {
            events.accept(new Event.ConfigRefused(name, version, error.sentence()));
        }
        long wait = pause.toNanos();
        retryAtNanos = System.nanoTime() + wait;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return wait;
    }

    private void failed(ApiError error) {
        long inForce;
        try {
            inForce = Math.max(0, work.mark(name).inForce());
        } catch (IOException e) {
            // Said by the error already.
            inForce = 0;
        }
        state = new NodeState(self.get(), inForce, state.drift(), error, clock.get());
    }

    /// Compares the files with the version in force. Blocks; waits for work that is under way.
    NodeState look() {
        SetState set = set().orElse(null);
        if (set == null || set.wasForgotten()) {
            return state;
        }
        working.lock();
        try {
            long inForce = work.mark(name).inForce();
            if (inForce <= 0) {
                return state;
            }
            List<Drift.Found> found = work.drift(set, inForce);
            NodeState before = state;
            var now =
                    new NodeState(
                            self.get(),
                            inForce,
                            found.stream().limit(MOST_DRIFT).map(Drift.Found::view).toList(),
                            before.error(),
                            clock.get());
            state = now;
            if (!now.drift().isEmpty() && !now.drift().equals(before.drift())) {
                events.accept(
                        new Event.ConfigDrift(name, found.size(), now.drift().getFirst().path()));
            }
        } catch (ContentException e) {
            failed(e.errors().getFirst());
        } catch (IOException e) {
            failed(
                    new ApiError(
                            "disk-error",
                            "to read the files of the set",
                            String.valueOf(e.getMessage()),
                            "look at the disk of this node"));
        } finally {
            working.unlock();
        }
        return state;
    }

    /// Puts the version in force back over local edits. Blocks.
    NodeState putBack() throws ContentException, IOException {
        SetState set = set().orElse(null);
        working.lock();
        try {
            long inForce = work.mark(name).inForce();
            SetVersion version = set == null ? null : set.version(inForce).orElse(null);
            if (set == null || version == null) {
                throw new ContentException(
                        "version-missing",
                        "a version of '" + name + "' in force on this node",
                        "none",
                        "wait until the node has followed");
            }
            work.putBack(set, version);
            state = new NodeState(self.get(), inForce, List.of(), null, clock.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            working.unlock();
        }
        return look();
    }
}
