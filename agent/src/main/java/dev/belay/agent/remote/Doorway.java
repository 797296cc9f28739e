package dev.belay.agent.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Where those come in who have the key. Whoever has not shown it costs little: 64 at once may try,
/// for 10 s each, and no more than 8 from one address, so that one peer keeps no other out.
final class Doorway implements AutoCloseable {

    /// As `pacemaker_remoted` gives.
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private static final int TRYING_MAX = 64;
    private static final int TRYING_FROM_ONE_MAX = 8;
    private static final int BACKLOG = 128;

    /// When the machine has no file or thread left for the next one.
    private static final Duration BREATHER = Duration.ofMillis(200);

    private final ServerSocket socket;
    private final Path keyFile;
    private final BiConsumer<String, SecureLine> guests;
    private final Consumer<String> log;
    private final Semaphore trying = new Semaphore(TRYING_MAX);
    private final Map<InetAddress, Integer> tryingFrom = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("remote-handshakes").factory());

    private Doorway(
            ServerSocket socket,
            Path keyFile,
            BiConsumer<String, SecureLine> guests,
            Consumer<String> log) {
        this.socket = socket;
        this.keyFile = keyFile;
        this.guests = guests;
        this.log = log;
    }

    /// Listens from now on.
    ///
    /// @param keyFile read anew for each connection
    /// @param guests get where one comes from, and its line; each on a thread of its own
    /// @throws IOException when the port is taken, or the address is not here
    static Doorway open(
            InetSocketAddress at,
            Path keyFile,
            BiConsumer<String, SecureLine> guests,
            Consumer<String> log)
            throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        var doorway = new Doorway(socket, keyFile, guests, log);
        Thread.ofPlatform().daemon().name("remote-door").start(doorway::accept);
        return doorway;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket guest = socket.accept();
                if (mayTry(guest.getInetAddress())) {
                    Thread.ofVirtual().name("remote-guest").start(() -> admit(guest));
                } else {
                    guest.close();
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    breathe(e);
                }
            }
        }
    }

    private boolean mayTry(InetAddress from) {
        if (tryingFrom.getOrDefault(from, 0) >= TRYING_FROM_ONE_MAX || !trying.tryAcquire()) {
            return false;
        }
        tryingFrom.merge(from, 1, Integer::sum);
        return true;
    }

    private void hasTried(InetAddress from) {
        tryingFrom.computeIfPresent(from, (_, count) -> count > 1 ? count - 1 : null);
        trying.release();
    }

    private void breathe(IOException e) {
        log.accept("a connection could not be taken: " + e.getMessage());
        try {
            Thread.sleep(BREATHER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(Socket guest) {
        String from = String.valueOf(guest.getRemoteSocketAddress()).replaceFirst("^.*/", "");
        InetAddress address = guest.getInetAddress();
        SecureLine line;
        try {
            ScheduledFuture<?> end =
                    ends.schedule(
                            () -> closeQuietly(guest), HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                line = SecureLine.accept(guest, AuthKey.read(keyFile));
            } finally {
                end.cancel(false);
            }
        } catch (RemoteException e) {
            closeQuietly(guest);
            log.accept(e.getMessage());
            return;
        } catch (IOException | RuntimeException e) {
            closeQuietly(guest);
            log.accept(
                    "%s was to show our key, and did not: %s"
                            .formatted(from.replaceFirst(":\\d+$", ""), why(e)));
            return;
        } finally {
            hasTried(address);
        }
        guests.accept(from, line);
    }

    /// The library says the outermost of it by a number.
    private static String why(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }

    /// Nobody comes in any more; who is in stays.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.accept("the port could not be closed: " + e.getMessage());
        }
        ends.shutdown();
    }
}
