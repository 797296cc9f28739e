package dev.belay.reach.probe;

import dev.belay.drill.Availability;
import dev.belay.drill.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Asks again and again whether something answers, each time by a connection of its own, and never
/// waits with the next question for the answer to the one before.
///
/// One thread of its own; the answers may be read from any other.
public final class Prober implements AutoCloseable {

    /// Shorter than the time after which the kernel asks once more by itself.
    private static final Duration PATIENCE = Duration.ofMillis(950);

    private static final int LONGEST_STATUS = 64;

    private final ProbeTarget target;
    private final Way way;
    private final Duration interval;
    private final Selector selector;
    private final Thread thread;
    private final long begun = System.nanoTime();
    private final Deque<Asked> open = new ArrayDeque<>();
    private final List<Probe> probes = new ArrayList<>();
    private volatile boolean isOver;

    private static final class Asked {

        private final int index;
        private final long sentNanos;
        private final SocketChannel channel;
        private final ByteBuffer status = ByteBuffer.allocate(LONGEST_STATUS);

        Asked(int index, long sentNanos, SocketChannel channel) {
            this.index = index;
            this.sentNanos = sentNanos;
            this.channel = channel;
        }
    }

    /// Where to connect to now; empty while no name leads anywhere.
    private interface Way extends AutoCloseable {
        Optional<InetSocketAddress> now();

        @Override
        default void close() {}
    }

    private Prober(ProbeTarget target, Duration interval) throws IOException {
        this.target = target;
        this.way =
                switch (target.where()) {
                    case ProbeTarget.Fixed(var address) -> () -> Optional.of(address);
                    case ProbeTarget.Named named -> new NamedWay(NameWatch.start(named, begun));
                };
        this.interval = interval;
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().name("probe").daemon().unstarted(this::run);
    }

    /// Begins to ask.
    ///
    /// @param interval 2 ms–1 s
    public static Prober start(ProbeTarget target, Duration interval) throws IOException {
        if (interval.toMillis() < 2 || interval.toMillis() > 1_000) {
            throw new IllegalArgumentException("2–1000 ms are wanted, found " + interval);
        }
        var prober = new Prober(target, interval);
        prober.thread.start();
        return prober;
    }

    /// Now, on the clock of the answers.
    public long nanos() {
        return System.nanoTime() - begun;
    }

    /// What was seen of the name until now; empty for a target without one.
    public Optional<NameSight> name() {
        return way instanceof NamedWay(var watch) ? Optional.of(watch.sight()) : Optional.empty();
    }

    private record NamedWay(NameWatch watch) implements Way {
        @Override
        public Optional<InetSocketAddress> now() {
            return watch.now();
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    /// What it got until now.
    public Availability seen() {
        List<Probe> copy;
        synchronized (probes) {
            copy = List.copyOf(probes);
        }
        return Availability.of(copy, nanos(), interval);
    }

    private void run() {
        long next = nanos();
        while (!isOver) {
            long now = nanos();
            if (now >= next) {
                ask(now);
                next = Math.max(next + interval.toNanos(), now - interval.toNanos());
            }
            giveUp(now);
            try {
                long wait = (next - nanos()) / 1_000_000;
                if (wait > 0) {
                    selector.select(wait);
                } else {
                    selector.selectNow();
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new IllegalStateException("the system's own selector failed", e);
            }
            long at = nanos();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid() && key.attachment() instanceof Asked asked) {
                    heard(key, asked, at);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void ask(long now) {
        int index;
        synchronized (probes) {
            index = probes.size();
            probes.add(Probe.open(now));
        }
        Optional<InetSocketAddress> to = way.now();
        if (to.isEmpty()) {
            note(index, now, false, now);
            return;
        }
        try {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.configureBlocking(false);
                // Thousands of connections that wait for their end would leave no port.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                var asked = new Asked(index, now, channel);
                boolean isConnected = channel.connect(to.get());
                SelectionKey key =
                        channel.register(
                                selector,
                                isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT,
                                asked);
                open.add(asked);
                if (isConnected) {
                    connected(key, asked, now);
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (ConnectException e) {
            note(index, now, isRefusal(e) && target.answer() == ProbeTarget.Answer.HOST, nanos());
        } catch (IOException e) {
            note(index, now, false, now);
        }
    }

    private void heard(SelectionKey key, Asked asked, long at) {
        try {
            if (key.isConnectable()) {
                if (asked.channel.finishConnect()) {
                    connected(key, asked, at);
                }
            } else if (key.isReadable()) {
                read(asked, at);
            }
        } catch (ConnectException e) {
            end(asked, isRefusal(e) && target.answer() == ProbeTarget.Answer.HOST, at);
        } catch (IOException e) {
            end(asked, false, at);
        }
    }

    /// Only a reset says that the host is there; "no route to host" is said by others.
    private static boolean isRefusal(ConnectException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    private void connected(SelectionKey key, Asked asked, long at) throws IOException {
        if (target.answer() != ProbeTarget.Answer.PAGE) {
            end(asked, true, at);
            return;
        }
        var request = ByteBuffer.wrap(target.request().getBytes(StandardCharsets.US_ASCII));
        // A request fits into any socket's buffer.
        asked.channel.write(request);
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read(Asked asked, long at) throws IOException {
        boolean isEnd = asked.channel.read(asked.status) < 0;
        String said =
                new String(
                        asked.status.array(),
                        0,
                        asked.status.position(),
                        StandardCharsets.ISO_8859_1);
        if (said.length() >= 12 || isEnd) {
            end(asked, said.matches("(?s)HTTP/1\\.[01] [23]\\d\\d.*"), at);
        }
    }

    private void giveUp(long now) {
        while (!open.isEmpty()) {
            Asked first = open.getFirst();
            if (first.channel.isOpen() && now - first.sentNanos < PATIENCE.toNanos()) {
                return;
            }
            open.removeFirst();
            if (first.channel.isOpen()) {
                end(first, false, now);
            }
        }
    }

    private void end(Asked asked, boolean isAnswer, long at) {
        note(asked.index, asked.sentNanos, isAnswer, at);
        try {
            asked.channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void note(int index, long sentNanos, boolean isAnswer, long at) {
        synchronized (probes) {
            probes.set(index, isAnswer ? Probe.answered(sentNanos, at) : Probe.lost(sentNanos));
        }
    }

    @Override
    public void close() {
        isOver = true;
        way.close();
        selector.wakeup();
        try {
            thread.join();
            for (Asked one : open) {
                one.channel.close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Nothing is left to be lost.
        }
    }
}
