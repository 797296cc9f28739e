package dev.belay.agent.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A unix socket's both directions beside an SSH channel: neither may ever block the SSH server's
/// own thread, because an agent may be paused.
final class SocketBridge implements AutoCloseable {

    /// Is told what becomes of the bytes.
    interface Listener {
        /// So many bytes from the client have reached the socket.
        void delivered(int bytes) throws IOException;

        /// The socket has nothing more to say, or broke.
        void ended();
    }

    private static final Logger LOG = Logger.getLogger(SocketBridge.class.getName());
    private static final byte[] END = new byte[0];

    private final SocketChannel socket;

    /// Bounded by the SSH window: the client may not send more before bytes were delivered.
    private final BlockingQueue<byte[]> toSocket = new LinkedBlockingQueue<>();

    private final Listener listener;

    private SocketBridge(SocketChannel socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    static SocketBridge connect(Path socket, Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new SocketBridge(channel, listener);
    }

    /// Begins to carry; what the socket says goes to {@code client}.
    void start(OutputStream client) {
        Thread.ofVirtual().start(this::writeToSocket);
        Thread.ofVirtual().start(() -> readFromSocket(client));
    }

    void send(byte[] data, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(data, offset, copy, 0, length);
        toSocket.add(copy);
    }

    void end() {
        toSocket.add(END);
    }

    private void writeToSocket() {
        try {
            for (byte[] data = toSocket.take(); data.length > 0; data = toSocket.take()) {
                ByteBuffer bytes = ByteBuffer.wrap(data);
                while (bytes.hasRemaining()) {
                    socket.write(bytes);
                }
                listener.delivered(data.length);
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readFromSocket(OutputStream client) {
        try (client) {
            Channels.newInputStream(socket).transferTo(client);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a tunnel broke", e);
        } finally {
            close();
            listener.ended();
        }
    }

    @Override
    public void close() {
        end();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a tunnel's socket did not close", e);
        }
    }
}
