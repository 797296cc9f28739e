package dev.belay.agent.api;

import dev.belay.agent.http.Reply;
import dev.belay.agent.journal.Journal;
import dev.belay.api.Json;
import dev.belay.api.Sample;
import dev.belay.model.status.EventRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The server-sent events (WHATWG HTML, section 9.2) of all readers: each thing is written as JSON
/// once, each reader has a bounded queue of its own, and one that does not keep up is dropped.
public final class StreamHub {

    static final int MOST_STREAMS = 16;
    static final int MOST_PER_SECOND = 10;
    private static final int MOST_QUEUED = 1024;
    private static final long HEARTBEAT_SECONDS = 5;
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Journal journal;
    private final Supplier<Object> status;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /// The streams of one agent.
    ///
    /// @param status makes the status for a new reader
    public StreamHub(Journal journal, Supplier<Object> status) {
        this.journal = journal;
        this.status = status;
        journal.onAppend(this::event);
    }

    /// The highest rate of samples that a reader asks for; 0 when nobody does.
    public int samplesPerSecond() {
        int most = 0;
        for (Subscription subscription : subscriptions) {
            most = Math.max(most, subscription.perSecond);
        }
        return most;
    }

    public boolean isWatched() {
        return !subscriptions.isEmpty();
    }

    /// Hands a status to all readers; one that has not been read yet is replaced.
    public void status(Object value) {
        if (isWatched()) {
            byte[] frame = frame("status", value, "");
            subscriptions.forEach(subscription -> subscription.offerStatus(frame));
        }
    }

    /// Hands a sample to the readers that want one now.
    public void sample(Sample sample, long nowMillis) {
        byte[] frame = null;
        for (Subscription subscription : subscriptions) {
            if (subscription.wantsSample(nowMillis)) {
                frame = frame == null ? frame("sample", sample, "") : frame;
                subscription.offer(frame);
            }
        }
    }

    /// Ends all streams in order, and waits until their readers have been told.
    public void close(Duration within) {
        closed = true;
        subscriptions.forEach(Subscription::end);
        long deadline = System.nanoTime() + within.toNanos();
        while (isWatched() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// Adds a reader.
    ///
    /// @param eventsAfter first come the events after this number; negative for none but new ones
    /// @return null when there are too many readers
    @Nullable Subscription subscribe(int perSecond, long eventsAfter) throws IOException {
        if (closed || subscriptions.size() >= MOST_STREAMS) {
            return null;
        }
        var subscription = new Subscription(perSecond);
        subscription.offerStatus(frame("status", status.get(), ""));
        // New events wait at the lock while the old ones are read, so that none is lost between the
        // two and none comes twice or before an older one.
        subscription.lock.lock();
        try {
            subscriptions.add(subscription);
            if (eventsAfter >= 0) {
                for (EventRecord event : journal.after(eventsAfter, MOST_QUEUED / 2)) {
                    subscription.offerEvent(
                            event, frame("event", event, "id: " + event.seq() + "\n"));
                }
            }
        } finally {
            subscription.lock.unlock();
        }
        return subscription;
    }

    private void event(EventRecord event) {
        if (isWatched()) {
            byte[] frame = frame("event", event, "id: " + event.seq() + "\n");
            subscriptions.forEach(subscription -> subscription.offerEvent(event, frame));
        }
    }

    private static byte[] frame(String name, Object value, String id) {
        var out = new ByteArrayOutputStream(1024);
        out.writeBytes(("event: " + name + "\n" + id + "data: ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(Json.MAPPER.writeValueAsBytes(value));
        out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /// One reader: filled by whoever has something, emptied by the reader's own thread.
    public final class Subscription implements Reply.Writer {

        private final int perSecond;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private final Deque<byte[]> queue = new ArrayDeque<>();
        private byte @Nullable [] freshStatus;
        private long lastSampleMillis = Long.MIN_VALUE / 2;
        private long lastSeq;
        private boolean ended;

        Subscription(int perSecond) {
            this.perSecond = perSecond;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                while (true) {
                    byte[] frame = next();
                    if (frame.length == 0) {
                        return;
                    }
                    out.write(frame);
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                subscriptions.remove(this);
            }
        }

        private byte[] next() throws InterruptedException {
            lock.lock();
            try {
                while (queue.isEmpty() && freshStatus == null && !ended) {
                    if (!filled.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
                        return HEARTBEAT;
                    }
                }
                byte[] status = freshStatus;
                if (status != null) {
                    freshStatus = null;
                    return status;
                }
                byte[] first = queue.pollFirst();
                return first == null ? new byte[0] : first;
            } finally {
                lock.unlock();
            }
        }

        private boolean wantsSample(long nowMillis) {
            // A tenth of a period early still counts: ticks are never quite even.
            if (perSecond == 0 || nowMillis - lastSampleMillis < 900 / perSecond) {
                return false;
            }
            lastSampleMillis = nowMillis;
            return true;
        }

        private void offerStatus(byte[] frame) {
            lock.lock();
            try {
                freshStatus = frame;
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        private void offerEvent(EventRecord event, byte[] frame) {
            lock.lock();
            try {
                if (event.seq() > lastSeq) {
                    lastSeq = event.seq();
                    offer(frame);
                }
            } finally {
                lock.unlock();
            }
        }

        private void offer(byte[] frame) {
            lock.lock();
            try {
                if (queue.size() >= MOST_QUEUED) {
                    ended = true;
                    queue.clear();
                } else if (!ended) {
                    queue.addLast(frame);
                }
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                ended = true;
                filled.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
