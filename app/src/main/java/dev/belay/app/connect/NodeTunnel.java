package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.StreamListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps the way to one node open: connects, listens, and connects again, on a thread of its own.
final class NodeTunnel {

    private static final System.Logger LOG = System.getLogger(NodeTunnel.class.getName());

    private static final int EVENTS_AT_FIRST = 500;
    private static final int EVENTS_PAGE = 500;
    private static final int EVENTS_PAGES_MAX = 10;

    /// What a tunnel tells; called on the tunnel's thread.
    interface Listener {
        /// The agent has answered for the first time on this link.
        ///
        /// @throws AgentException when this agent must not be listened to
        void arrived(NodeTunnel tunnel, WhoAmI who) throws AgentException;

        void state(NodeTunnel tunnel, TunnelState state, String text, @Nullable ApiError error);

        void linked(NodeTunnel tunnel, NodeLink link);

        void roundTrip(NodeTunnel tunnel, double millis);

        void status(NodeTunnel tunnel, ClusterStatus status);

        void sample(NodeTunnel tunnel, Sample sample);

        void events(NodeTunnel tunnel, List<EventRecord> events);
    }

    private final NodeDoor door;
    private final Listener listener;
    private final SessionPace pace;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable NodeLink link;
    private volatile NodeLink.@Nullable Stream stream;
    private volatile boolean listening;
    private volatile boolean closed;
    private volatile boolean pausing;
    private volatile long pausingSince;
    private volatile boolean distrusted;
    private volatile String lost = "";
    private volatile String key;
    private long lastEvent = -1;
    private final AtomicInteger failures = new AtomicInteger();

    NodeTunnel(String key, NodeDoor door, Listener listener, SessionPace pace) {
        this.key = key;
        this.door = door;
        this.listener = listener;
        this.pace = pace;
        this.thread = Thread.ofVirtual().name("tunnel " + door.describe()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The id of its node as soon as that is known, the address before.
    String key() {
        return key;
    }

    void setKey(String newKey) {
        key = newKey;
    }

    String describe() {
        return door.describe();
    }

    /// Tries at once; does nothing to a tunnel that works.
    void retryNow() {
        if (!listening) {
            failures.set(0);
            distrusted = true;
            wake.release();
        }
    }

    /// Ends the pause between two tries: another agent hears this node. Does nothing to a tunnel
    /// that works, that waits for the user, or that has only just tried.
    void nudge() {
        long now = System.nanoTime();
        if (pausing && now - pausingSince > pace.nudge().toNanos()) {
            wake.release();
        }
    }

    /// Asks the agent whether it is still there, and breaks the way when no answer comes: the
    /// network may have changed while the computer slept. Does not block.
    void probe() {
        NodeLink now = link;
        if (now == null || !listening) {
            retryNow();
            return;
        }
        Thread.ofVirtual()
                .name("probe " + door.describe())
                .start(() -> {
                    Thread question = Thread.ofVirtual().start(() -> measureRoundTrip(now));
                    try {
                        if (!question.join(Duration.ofSeconds(2)) && now.equals(link)) {
                            drop("no answer after this computer woke up");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Measures once, without blocking the caller.
    void measureRoundTrip() {
        NodeLink now = link;
        if (now != null && listening) {
            Thread.ofVirtual().start(() -> measureRoundTrip(now));
        }
    }

    private void measureRoundTrip(NodeLink asked) {
        long begin = System.nanoTime();
        try {
            asked.whoAmI();
            listener.roundTrip(this, (System.nanoTime() - begin) / 1e6);
        } catch (AgentException e) {
            // The stream's own silence is what counts.
        }
    }

    HistoryAnswer history(HistoryTier tier, List<String> measures) throws AgentException {
        NodeLink now = link;
        if (now == null) {
            throw NoTunnel.to(door.describe());
        }
        return now.history(tier, measures);
    }

    AgentPath path() throws AgentException {
        NodeLink now = link;
        if (now == null) {
            throw NoTunnel.to(door.describe());
        }
        return now.path();
    }

    void close() {
        closed = true;
        drop("");
        wake.release();
    }

    private void drop(String why) {
        lost = why;
        NodeLink now = link;
        link = null;
        if (now != null) {
            now.close();
        }
        NodeLink.Stream running = stream;
        if (running != null) {
            running.close();
        }
    }

    private void run() {
        while (!closed) {
            try {
                NodeLink open = link;
                if (open == null) {
                    listener.state(this, TunnelState.CONNECTING, "", null);
                    lost = "";
                    open = door.open(this::lost);
                    link = open;
                    if (closed) {
                        drop("");
                        return;
                    }
                    listener.linked(this, open);
                }
                listen(open);
            } catch (AgentException e) {
                if (!closed) {
                    pauseAfter(e);
                }
            } catch (RuntimeException e) {
                // Shown as what it is, rather than a thread that is gone behind a tunnel that looks
                // open.
                LOG.log(System.Logger.Level.ERROR, "a fault in the tunnel to " + describe(), e);
                drop(e.toString());
                pauseAfter(NoTunnel.lost(describe(), e.toString()));
            }
        }
        listener.state(this, TunnelState.NONE, "", null);
    }

    private void lost(String why) {
        drop(why);
    }

    private void listen(NodeLink open) throws AgentException {
        long begin = System.nanoTime();
        WhoAmI who = open.whoAmI();
        listener.roundTrip(this, (System.nanoTime() - begin) / 1e6);
        listener.arrived(this, who);
        catchUpEvents(open);
        try (NodeLink.Stream running = open.stream(pace.samplesPerSecond(), lastEvent)) {
            stream = running;
            listening = true;
            listener.state(this, TunnelState.OPEN, "", null);
            running.run(new Hearer());
        } finally {
            listening = false;
            stream = null;
        }
        if (!closed) {
            throw NoTunnel.lost(door.describe(), lost);
        }
    }

    /// First the newest events, later all that were missed; the stream then goes on from there.
    private void catchUpEvents(NodeLink open) throws AgentException {
        if (lastEvent > 0) {
            List<EventRecord> newest = open.events(-1, 1);
            if (newest.isEmpty() || newest.getLast().seq() < lastEvent) {
                // The node's state was reset, and its journal begins anew.
                lastEvent = -1;
            }
        }
        boolean first = lastEvent < 0;
        for (int page = 0; page < EVENTS_PAGES_MAX; page++) {
            List<EventRecord> events =
                    open.events(lastEvent, first ? EVENTS_AT_FIRST : EVENTS_PAGE);
            if (!events.isEmpty()) {
                lastEvent = Math.max(lastEvent, events.getLast().seq());
                listener.events(this, events);
            }
            if (first || events.size() < EVENTS_PAGE) {
                break;
            }
        }
        lastEvent = Math.max(lastEvent, 0);
    }

    private void pauseAfter(AgentException e) {
        boolean userMustAct =
                isAboutAccess(e) || (e.kind() == AgentException.Kind.REFUSED && link == null);
        String text = lost.isEmpty() ? String.valueOf(e.getMessage()) : lost;
        wake.drainPermits();
        int row = failures.incrementAndGet();
        try {
            if (userMustAct) {
                drop("");
                listener.state(this, TunnelState.REFUSED, text, e.error());
                wake.acquire();
                return;
            }
            listener.state(this, TunnelState.BROKEN, text, e.error());
            double millis =
                    (double) pace.pause(row).toMillis()
                            * ThreadLocalRandom.current().nextDouble(0.75, 1.25);
            pausingSince = System.nanoTime();
            pausing = true;
            boolean woken = wake.tryAcquire((long) millis, TimeUnit.MILLISECONDS);
            if (woken && distrusted) {
                // Whoever asks for a new try has a reason to distrust the old connection.
                drop("");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            pausing = false;
            distrusted = false;
        }
    }

    /// A full or starting agent may take it back; missing rights and a foreign cluster it won't.
    private static boolean isAboutAccess(AgentException e) {
        String code = e.error().code();
        return code.endsWith("-permission") || NoTunnel.FINAL.contains(code);
    }

    private final class Hearer implements StreamListener {
        @Override
        public void status(ClusterStatus status) {
            failures.set(0);
            listener.status(NodeTunnel.this, status);
        }

        @Override
        public void sample(Sample sample) {
            listener.sample(NodeTunnel.this, sample);
        }

        @Override
        public void event(EventRecord event) {
            lastEvent = Math.max(lastEvent, event.seq());
            listener.events(NodeTunnel.this, List.of(event));
        }
    }
}
