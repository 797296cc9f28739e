package dev.belay.agent.consensus;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers questions for much content on a port of its own, one after the other on each line: so
/// much content never stands before a heartbeat, and costs no more than it must.
///
/// A question is its length, 4 bytes, and its bytes; an answer one byte ({@link #DONE}, {@link
/// #BUSY}), its length and its bytes. A line on which something else comes is cut.
final class ContentDoor implements AutoCloseable {

    static final byte DONE = 0;
    static final byte BUSY = 1;

    static final int MOST_QUESTION = 1 << 20;
    static final int MOST_ANSWER = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ContentDoor.class);

    private static final int MOST_LINES = 64;
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int BUFFER = 32 * 1024;

    /// Who answers.
    interface Server {

        /// Blocks; null when it answers too many others at this moment.
        byte @Nullable [] answer(byte[] question);
    }

    private final ServerSocket listener;
    private final PeerTls tls;
    private final Server server;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();

    private ContentDoor(ServerSocket listener, PeerTls tls, Server server) {
        this.listener = listener;
        this.tls = tls;
        this.server = server;
    }

    /// Opens the wanted port, or any other one when that is taken.
    static ContentDoor open(String host, int wanted, PeerTls tls, Server server)
            throws IOException {
        var door = new ContentDoor(bound(host, wanted), tls, server);
        Thread.ofVirtual().name("belay-content-door").start(door::accept);
        return door;
    }

    private static ServerSocket bound(String host, int wanted) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, wanted));
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            LOG.info("content-port.taken port={} reason=\"{}\"", wanted, e.getMessage());
        }
        var other = new ServerSocket();
        try {
            other.bind(new InetSocketAddress(host, 0));
            return other;
        } catch (IOException e) {
            other.close();
            throw e;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket line = listener.accept();
                if (lines.size() >= MOST_LINES) {
                    line.close();
                } else {
                    lines.add(line);
                    Thread.ofVirtual().name("belay-content").start(() -> serve(line));
                }
            } catch (IOException e) {
                // Without a file descriptor left, for instance: not asked again at once.
                LOG.debug("no line was accepted", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void serve(Socket raw) {
        try (raw) {
            raw.setTcpNoDelay(true);
            raw.setSoTimeout((int) HANDSHAKE.toMillis());
            SSLSocket line = tls.server(raw);
            raw.setSoTimeout((int) IDLE.toMillis());
            var in = new DataInputStream(new BufferedInputStream(line.getInputStream(), BUFFER));
            var out = new DataOutputStream(line.getOutputStream());
            while (true) {
                answer(in, out);
            }
        } catch (EOFException | SocketTimeoutException e) {
            LOG.debug("a line has ended", e);
        } catch (IOException | CertificateException | RuntimeException e) {
            LOG.debug("a line was cut", e);
        } finally {
            lines.remove(raw);
        }
    }

    private void answer(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] question = Framed.read(in, MOST_QUESTION);
        byte[] answer = server.answer(question);
        if (answer == null) {
            Framed.writeAnswer(out, BUSY, new byte[0]);
        } else {
            Framed.writeAnswer(out, DONE, answer);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket line : lines) {
                line.close();
            }
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }

    /// Lengths before bytes.
    static final class Framed {

        private Framed() {}

        static byte[] read(DataInputStream in, int most) throws IOException {
            int length = in.readInt();
            if (length < 0 || length > most) {
                throw new IOException(
                        "a message of at most " + most + " bytes is wanted, found " + length);
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        }

        static void writeQuestion(DataOutputStream out, byte[] question) throws IOException {
            // In one piece, so that it makes one record.
            out.write(
                    ByteBuffer.allocate(Integer.BYTES + question.length)
                            .putInt(question.length)
                            .put(question)
                            .array());
            out.flush();
        }

        static void writeAnswer(DataOutputStream out, byte kind, byte[] answer) throws IOException {
            // An answer is long: its head goes alone, so that nothing is copied.
            out.write(
                    ByteBuffer.allocate(1 + Integer.BYTES).put(kind).putInt(answer.length).array());
            out.write(answer);
            out.flush();
        }
    }
}
