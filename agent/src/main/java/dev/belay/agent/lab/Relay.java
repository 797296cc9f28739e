package dev.belay.agent.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Carries TCP connections to a node through the lab's links: where a link is cut, connections
/// stay, bytes wait, and new connections hang.
final class Relay implements AutoCloseable {

    /// Tells which node dials.
    interface Dialers {
        /// The id of the node that dials, or {@link Links#OUTSIDE}.
        String of(InetSocketAddress client, InetSocketAddress server) throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(Relay.class.getName());
    private static final int CHUNK_BYTES = 32 * 1024;

    private static final Duration REFUSAL = Duration.ofSeconds(1);

    private final String node;
    private final InetSocketAddress front;
    private final InetSocketAddress behind;
    private final Links links;
    private final Dialers dialers;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocketChannel listener;
    private @Nullable Thread accepting;

    /// @param node id of the node that is behind
    /// @param front where others dial
    /// @param behind where the node listens in truth
    Relay(
            String node,
            InetSocketAddress front,
            InetSocketAddress behind,
            Links links,
            Dialers dialers) {
        this.node = node;
        this.front = front;
        this.behind = behind;
        this.links = links;
        this.dialers = dialers;
    }

    /// Listens from now on; does nothing when it does already.
    synchronized void open() throws IOException {
        if (listener != null) {
            return;
        }
        var fresh = ServerSocketChannel.open();
        try {
            fresh.bind(front);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        listener = fresh;
        accepting = Thread.ofVirtual().name("relay-" + node).start(() -> accept(fresh));
    }

    private void accept(ServerSocketChannel from) {
        while (from.isOpen()) {
            try {
                SocketChannel client = from.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                if (from.isOpen()) {
                    LOG.log(Level.WARNING, "the relay of " + node + " could not accept", e);
                }
                return;
            }
        }
    }

    private void carry(SocketChannel client) {
        @Nullable SocketChannel server = null;
        try {
            String dialer =
                    dialers.of(end(client.getRemoteAddress()), end(client.getLocalAddress()));
            // A connection needs both directions before it stands.
            links.await(dialer, node);
            links.await(node, dialer);
            SocketChannel target = SocketChannel.open();
            server = target;
            open.add(target);
            target.connect(behind);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            target.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread back = Thread.ofVirtual().start(() -> pump(target, client, node, dialer));
            pump(client, target, dialer, node);
            back.join();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a connection to " + node + " was not made", e);
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(client);
            if (server != null) {
                close(server);
            }
        }
    }

    private void pump(SocketChannel from, SocketChannel to, String sender, String receiver) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try {
            while (from.read(chunk) >= 0) {
                chunk.flip();
                links.await(sender, receiver);
                while (chunk.hasRemaining()) {
                    to.write(chunk);
                }
                chunk.clear();
            }
            links.await(sender, receiver);
            to.shutdownOutput();
        } catch (IOException e) {
            // One end broke: the other one is told the same way, by a reset.
            reset(from);
            reset(to);
            close(from);
            close(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress end(SocketAddress address) throws IOException {
        if (address instanceof InetSocketAddress inet) {
            return inet;
        }
        throw new IOException("a TCP connection has TCP addresses, found '" + address + "'");
    }

    private static void reset(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException _) {
            // Closed already.
        }
    }

    private void close(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a connection of " + node + " did not close", e);
        }
    }

    /// Refuses new connections and breaks those that stand.
    @Override
    public synchronized void close() throws IOException {
        ServerSocketChannel old = listener;
        listener = null;
        if (old != null) {
            old.close();
            awaitRefusal();
        }
        for (SocketChannel channel : open) {
            reset(channel);
            close(channel);
        }
    }

    // The port is given back only when the thread that accepts has noticed.
    private void awaitRefusal() {
        Thread thread = accepting;
        if (thread != null) {
            try {
                var _ = thread.join(REFUSAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
