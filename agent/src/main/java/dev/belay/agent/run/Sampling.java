package dev.belay.agent.run;

import dev.belay.agent.api.StreamHub;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.health.History;
import dev.belay.agent.health.HostReader;
import dev.belay.agent.host.Clock;
import dev.belay.api.Sample;
import dev.belay.model.status.Event;
import dev.belay.model.status.Vitals;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Samples the host: once a second, faster while a reader asks for it.
public final class Sampling implements AutoCloseable {

    private final HostReader host;
    private final History history;
    private final StreamHub streams;
    private final Watch watch;
    private final Consensus consensus;
    private final HostAlarms alarms;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("sample").unstarted(this::loop);
    private volatile boolean closed;

    public Sampling(
            HostReader host,
            History history,
            StreamHub streams,
            Watch watch,
            Consensus consensus,
            String folder,
            Consumer<Event> events,
            Clock clock) {
        this.host = host;
        this.history = history;
        this.streams = streams;
        this.watch = watch;
        this.consensus = consensus;
        this.alarms = new HostAlarms(folder, events);
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        long nextMillis = clock.millis();
        long nextHistoryMillis = nextMillis;
        while (!closed) {
            long now = clock.millis();
            if (now < nextMillis) {
                LockSupport.parkNanos((nextMillis - now) * 1_000_000);
                continue;
            }
            boolean forHistory = now >= nextHistoryMillis;
            sample(now, forHistory);
            nextHistoryMillis =
                    forHistory ? later(nextHistoryMillis, 1_000, now) : nextHistoryMillis;
            nextMillis = later(nextMillis, 1_000 / Math.max(1, streams.samplesPerSecond()), now);
        }
    }

    /// One step on; after a pause of the whole process the missed steps are left out.
    private static long later(long due, long step, long now) {
        return due + step > now ? due + step : now + step;
    }

    private void sample(long nowMillis, boolean forHistory) {
        try {
            Vitals vitals = host.read();
            watch.measured(vitals);
            var raft = consensus.raft();
            var sample =
                    new Sample(
                            clock.now(),
                            new double[] {
                                vitals.cpuPercent(),
                                percent(vitals.memoryUsedBytes(), vitals.memoryTotalBytes()),
                                percent(vitals.diskUsedBytes(), vitals.diskTotalBytes()),
                                vitals.receivedBytesPerSecond(),
                                vitals.sentBytesPerSecond(),
                                vitals.load1(),
                                vitals.agentCpuPercent(),
                                vitals.agentMemoryBytes(),
                                watch.sight().opinion().term(),
                                raft.commitIndex(),
                                raft.applyLag(),
                                watch.meanRoundTripMillis()
                            });
            streams.sample(sample, nowMillis);
            if (forHistory) {
                alarms.look(vitals, sample.at(), nowMillis);
                history.add(sample);
            }
        } catch (IOException e) {
            // /proc or the disk refuses for now: the next second tries again, and the gap shows.
            watch.measured(watch.vitals());
        }
    }

    private static double percent(long part, long whole) {
        return whole <= 0 ? Double.NaN : 100.0 * part / whole;
    }
}
