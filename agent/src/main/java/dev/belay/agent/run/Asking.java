package dev.belay.agent.run;

import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.sight.Sight;
import dev.belay.agent.core.sight.SightInput;
import dev.belay.agent.host.Clock;
import dev.belay.agent.journal.Journal;
import dev.belay.agent.run.PeerTalk.Answer;
import dev.belay.agent.run.PeerTalk.EventsAsked;
import dev.belay.agent.run.PeerTalk.Question;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.NodeReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Asks the peers once a second how they are, and answers their questions. Of two that would ask
/// each other, mostly one does.
///
/// Voters ask all other voters, at most six; a learner asks the coordinator and one voter in turn.
/// So the number of questions grows linearly with the members.
public final class Asking implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMillis(900);
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final long JITTER_NANOS = 50_000_000L;

    /// A peer that asked within this time is not asked in this round, but in every fourth one all
    /// the same: only who asks measures round trip and clock.
    private static final long JUST_NANOS = 700_000_000L;

    private static final long MEASURE_EVERY = 4;

    /// A question that fails well before its deadline was refused or lost its connection.
    private static final long EARLY_MILLIS = DEADLINE.toMillis() - 100;

    private final Identity self;
    private final Consensus consensus;
    private final Watch watch;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Long> askedNanos = new ConcurrentHashMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile @Nullable String lastCoordinator;
    private volatile boolean closed;
    private volatile boolean atOnce;
    private long round;

    public Asking(Identity self, Consensus consensus, Watch watch, Journal journal, Clock clock) {
        this.self = self;
        this.consensus = consensus;
        this.watch = watch;
        this.journal = journal;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("ask-peers").unstarted(this::loop);
    }

    public void start() {
        consensus.answerWith(this::answer);
        thread.start();
    }

    /// Asks at once when the coordinator has changed: a lost one should be seen to be lost.
    public void onConsensusChange() {
        @Nullable String coordinator = watch.sight().opinion().coordinator();
        if (!java.util.Objects.equals(coordinator, lastCoordinator)) {
            lastCoordinator = coordinator;
            atOnce = true;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (!closed) {
            watch.tick();
            boolean all = atOnce;
            if (all) {
                atOnce = false;
            }
            for (String peer : targets(watch.sight(), round)) {
                if ((all || isToBeAsked(peer, round)) && asking.add(peer)) {
                    Thread.startVirtualThread(() -> ask(peer));
                }
            }
            round++;
            LockSupport.parkNanos(
                    INTERVAL_NANOS
                            - JITTER_NANOS
                            + ThreadLocalRandom.current().nextLong(2 * JITTER_NANOS));
        }
    }

    private boolean isToBeAsked(String peer, long inRound) {
        Long asked = askedNanos.get(peer);
        long agoNanos = asked == null ? Long.MAX_VALUE : System.nanoTime() - asked;
        return isToBeAsked(inRound, agoNanos) || !watch.sight().lostPeers(clock.millis()).isEmpty();
    }

    /// Who has just asked has said how it is and was told the same: one question is enough for
    /// both.
    static boolean isToBeAsked(long round, long askedAgoNanos) {
        return askedAgoNanos > JUST_NANOS || round % MEASURE_EVERY == 0;
    }

    /// Whom to ask this time.
    static List<String> targets(Sight sight, long round) {
        @Nullable Member own = member(sight, sight.self());
        List<String> voters =
                sight.members().stream()
                        .filter(m -> m.role().votes() && !m.id().equals(sight.self()))
                        .map(Member::id)
                        .toList();
        if (own == null || own.role().votes() || voters.size() <= 2) {
            return voters;
        }
        var targets = new ArrayList<String>();
        @Nullable String coordinator = sight.opinion().coordinator();
        if (coordinator != null && voters.contains(coordinator)) {
            targets.add(coordinator);
        }
        String inTurn = voters.get((int) (round % voters.size()));
        if (!targets.contains(inTurn)) {
            targets.add(inTurn);
        }
        return targets;
    }

    private void ask(String peer) {
        try {
            Sight sight = watch.sight();
            boolean full =
                    peer.equals(sight.opinion().coordinator())
                            || !sight.lostPeers(clock.millis()).isEmpty();
            byte[] question = PeerTalk.bytes(new Question(watch.report(), full, null));
            Instant askedAt = clock.now();
            long askedNanos = System.nanoTime();
            Outcome<byte[]> outcome = consensus.ask(peer, question, DEADLINE);
            double roundTrip = (System.nanoTime() - askedNanos) / 1e6;
            if (!closed) {
                learn(peer, outcome, askedAt, roundTrip);
            }
        } finally {
            asking.remove(peer);
        }
    }

    private void learn(String peer, Outcome<byte[]> outcome, Instant askedAt, double roundTrip) {
        long now = clock.millis();
        switch (outcome) {
            case Outcome.Done<byte[]>(byte[] bytes) -> {
                @Nullable Answer answer = PeerTalk.answer(bytes).orElse(null);
                if (answer == null || !answer.report().node().equals(peer)) {
                    watch.learn(new SightInput.TimedOut(peer, now));
                    return;
                }
                double offset =
                        Duration.between(askedAt, answer.report().at()).toNanos() / 1e6
                                - roundTrip / 2;
                watch.learn(
                        new SightInput.Answered(
                                answer.report(), answer.others(), now, roundTrip, offset));
            }
            case Outcome.Refused<byte[]> refused ->
                    watch.learn(
                            roundTrip < EARLY_MILLIS
                                    ? new SightInput.Broken(peer, now)
                                    : new SightInput.Unconnected(peer, now));
            case Outcome.Unknown<byte[]> unknown ->
                    watch.learn(
                            roundTrip < EARLY_MILLIS
                                    ? new SightInput.Broken(peer, now)
                                    : new SightInput.TimedOut(peer, now));
        }
    }

    /// Answers a question of a member; never blocks on the network.
    private byte[] answer(byte[] bytes) {
        @Nullable Question question = PeerTalk.question(bytes).orElse(null);
        if (question == null) {
            return PeerTalk.bytes(new Answer(watch.report(), List.of(), List.of()));
        }
        @Nullable NodeReport report = question.report();
        if (report != null && !report.node().equals(self.node())) {
            askedNanos.put(report.node(), System.nanoTime());
            watch.learn(new SightInput.Asked(report, clock.millis()));
        }
        return PeerTalk.bytes(
                new Answer(
                        watch.report(),
                        question.wantsOthers() ? watch.sight().toPassOn(clock.millis()) : List.of(),
                        events(question.events())));
    }

    private List<EventRecord> events(@Nullable EventsAsked asked) {
        if (asked == null) {
            return List.of();
        }
        try {
            int limit = Math.min(asked.limit(), 1000);
            return asked.after() < 0 ? journal.newest(limit) : journal.after(asked.after(), limit);
        } catch (IOException e) {
            // The own disk fails: the asker still gets the events of the others.
            return List.of();
        }
    }

    /// The newest events of all members that answer within a second, in order of time. Blocks.
    public List<EventRecord> eventsOfAll(long after, int limit) throws IOException {
        var all = new ArrayList<EventRecord>();
        all.addAll(after < 0 ? journal.newest(limit) : journal.after(after, limit));
        var peers = watch.sight().members().stream().map(Member::id).toList();
        var done = new CountDownLatch(peers.size());
        byte[] question = PeerTalk.bytes(new Question(null, false, new EventsAsked(after, limit)));
        for (String peer : peers) {
            Thread.startVirtualThread(() -> {
                try {
                    collect(peer, question, all);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            // Whoever has not answered by then is left out.
            var _ = done.await(1, TimeUnit.SECONDS);
            synchronized (all) {
                var sorted = all.stream().sorted(Comparator.comparing(EventRecord::at)).toList();
                return List.copyOf(
                        sorted.subList(Math.max(0, sorted.size() - limit), sorted.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private void collect(String peer, byte[] question, List<EventRecord> into) {
        if (peer.equals(self.node())) {
            return;
        }
        if (consensus.ask(peer, question, DEADLINE) instanceof Outcome.Done<byte[]>(byte[] bytes)) {
            PeerTalk.answer(bytes)
                    .ifPresent(answer -> {
                        synchronized (into) {
                            into.addAll(answer.events());
                        }
                    });
        }
    }

    private static @Nullable Member member(Sight sight, String id) {
        return sight.members().stream().filter(m -> m.id().equals(id)).findFirst().orElse(null);
    }
}
