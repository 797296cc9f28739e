package dev.belay.agent.run;

import dev.belay.agent.api.StreamHub;
import dev.belay.agent.host.Beat;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Hands the status to the streams: at every change, at most four times a second, at least once.
public final class Publishing implements AutoCloseable {

    private static final long LEAST_APART_NANOS = 250_000_000L;
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final StreamHub streams;
    private final Watch watch;
    private final Thread thread = Thread.ofVirtual().name("publish").unstarted(this::loop);
    private volatile boolean changed;
    private volatile boolean closed;

    public Publishing(StreamHub streams, Watch watch) {
        this.streams = streams;
        this.watch = watch;
    }

    public void start() {
        watch.onChange(this::changed);
        thread.start();
    }

    /// Something changed that a reader should see soon.
    public void changed() {
        changed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        long last = System.nanoTime() - AT_LEAST.toNanos();
        while (!closed) {
            long since = System.nanoTime() - last;
            long due = changed ? LEAST_APART_NANOS : AT_LEAST.toNanos();
            if (since < due && streams.isWatched()) {
                LockSupport.parkNanos(due - since);
                continue;
            }
            changed = false;
            last = System.nanoTime();
            if (streams.isWatched()) {
                streams.status(watch.status());
            } else {
                Beat.await(AT_LEAST);
            }
        }
    }
}
