package dev.belay.agent.consensus;

import dev.belay.model.status.Member;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The asking side of {@link ContentDoor}: lines are dialled when they are needed, and kept for a
/// while.
///
/// Where a member's door cannot be reached, behind a firewall for instance, nothing is lost: the
/// caller asks on the common port.
final class ContentLines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ContentLines.class);

    private static final Duration DIAL = Duration.ofSeconds(2);
    private static final Duration AVOIDED = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int BUFFER = 64 * 1024;

    private record Line(Socket raw, DataInputStream in, DataOutputStream out, long usedAtNanos) {

        Line usedNow() {
            return new Line(raw, in, out, System.nanoTime());
        }

        void close() {
            try {
                raw.close();
            } catch (IOException e) {
                LOG.debug("closing", e);
            }
        }
    }

    private final PeerTls tls;
    private final Function<Member, OptionalInt> doors;
    private final Map<String, Deque<Line>> idle = new HashMap<>();
    private final Map<String, Long> avoidedUntil = new HashMap<>();
    private boolean closed;

    /// @param doors asks a member for the port of its door; blocks
    ContentLines(PeerTls tls, Function<Member, OptionalInt> doors) {
        this.tls = tls;
        this.doors = doors;
    }

    /// What came of a question.
    sealed interface Asked {
        record Answered(byte[] answer) implements Asked {}

        record Busy() implements Asked {}

        /// Nothing was asked.
        record NoLine() implements Asked {}
    }

    /// Asks a member and blocks for its answer.
    ///
    /// @throws IOException when the line broke after the question had gone out
    Asked ask(Member member, byte[] question, Duration deadline) throws IOException {
        Line line = line(member).orElse(null);
        if (line == null) {
            return new Asked.NoLine();
        }
        try {
            line.raw().setSoTimeout(Math.toIntExact(deadline.toMillis()));
            ContentDoor.Framed.writeQuestion(line.out(), question);
            byte kind = line.in().readByte();
            byte[] answer = ContentDoor.Framed.read(line.in(), ContentDoor.MOST_ANSWER);
            keep(member.id(), line.usedNow());
            return kind == ContentDoor.BUSY ? new Asked.Busy() : new Asked.Answered(answer);
        } catch (IOException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private Optional<Line> line(Member member) {
        synchronized (this) {
            Deque<Line> there = idle.get(member.id());
            while (there != null && !there.isEmpty()) {
                Line line = there.pop();
                boolean isOld = System.nanoTime() - line.usedAtNanos() > KEPT.toNanos();
                if (!isOld && !line.raw().isClosed()) {
                    return Optional.of(line);
                }
                line.close();
            }
            Long until = avoidedUntil.get(member.id());
            if (closed || (until != null && System.nanoTime() - until < 0)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(dial(member));
        } catch (IOException | CertificateException e) {
            LOG.info("content-line.none member={} reason=\"{}\"", member.id(), e.getMessage());
            synchronized (this) {
                avoidedUntil.put(member.id(), System.nanoTime() + AVOIDED.toNanos());
            }
            return Optional.empty();
        }
    }

    private Line dial(Member member) throws IOException, CertificateException {
        int port =
                doors.apply(member)
                        .orElseThrow(() -> new IOException("it named no port for content"));
        var raw = new Socket();
        try {
            raw.setTcpNoDelay(true);
            raw.connect(
                    new InetSocketAddress(member.host(), port), Math.toIntExact(DIAL.toMillis()));
            raw.setSoTimeout(Math.toIntExact(DIAL.toMillis()));
            SSLSocket line = tls.client(raw, member);
            return new Line(
                    raw,
                    new DataInputStream(new BufferedInputStream(line.getInputStream(), BUFFER)),
                    new DataOutputStream(line.getOutputStream()),
                    System.nanoTime());
        } catch (IOException | CertificateException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private synchronized void keep(String member, Line line) {
        if (closed) {
            line.close();
            return;
        }
        Deque<Line> there = idle.computeIfAbsent(member, one -> new ArrayDeque<>());
        there.push(line);
        long now = System.nanoTime();
        @Nullable Line eldest = there.peekLast();
        while (eldest != null && now - eldest.usedAtNanos() > KEPT.toNanos()) {
            there.removeLast();
            eldest.close();
            eldest = there.peekLast();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(lines -> lines.forEach(Line::close));
        idle.clear();
    }
}
