package dev.belay.agent.join;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where an admin takes requests: one for each connection, and few of them at a time. Before the
/// token is known to be good, bytes, time and connections are bounded.
final class EnrollListener implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(EnrollListener.class);

    private static final int MOST_CONNECTIONS = 256;
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 20_000_000;

    private final SSLServerSocket listening;
    private final BiFunction<EnrollRequest, String, EnrollAnswer> desk;
    private final Thread acceptor =
            Thread.ofVirtual().name("enroll-accept").unstarted(this::accept);
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);

    private EnrollListener(
            SSLServerSocket listening, BiFunction<EnrollRequest, String, EnrollAnswer> desk) {
        this.listening = listening;
        this.desk = desk;
    }

    /// Starts to take requests.
    ///
    /// @param desk answers a request from an address; may block
    /// @throws IOException when the address is not free
    static EnrollListener open(
            String host,
            int port,
            SSLContext tls,
            BiFunction<EnrollRequest, String, EnrollAnswer> desk)
            throws IOException {
        var socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        try {
            socket.setEnabledProtocols(new String[] {EnrollTls.PROTOCOL});
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port), MOST_CONNECTIONS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        var listener = new EnrollListener(socket, desk);
        listener.acceptor.start();
        return listener;
    }

    private void accept() {
        while (!listening.isClosed()) {
            places.acquireUninterruptibly();
            try {
                var socket = (SSLSocket) listening.accept();
                Thread.ofVirtual().name("enroll").start(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or too many open files: the second must not become a busy loop.
                places.release();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            var complete = new AtomicBoolean();
            socket.setSoTimeout((int) REQUEST.toMillis());
            Thread.ofVirtual().start(() -> endUnless(complete, socket));
            EnrollRequest request =
                    Frames.read(socket.getInputStream(), Frames.REQUEST_BYTES, EnrollRequest.class);
            complete.set(true);
            String from = socket.getInetAddress().getHostAddress();
            Frames.write(socket.getOutputStream(), desk.apply(request, from));
        } catch (IOException e) {
            // Strangers may send anything: it is worth no more than this.
            LOG.debug("enrollment.connection-ended reason=\"{}\"", e.toString());
        } finally {
            places.release();
        }
    }

    /// One that sends a byte now and then would never time out by itself.
    private static void endUnless(AtomicBoolean complete, SSLSocket socket) {
        LockSupport.parkNanos(REQUEST.toNanos());
        if (!complete.get()) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("enrollment.connection-not-closed", e);
            }
        }
    }

    /// Takes no more requests; those that are being answered are answered.
    @Override
    public void close() throws IOException {
        Closing.close(listening, acceptor);
    }
}
