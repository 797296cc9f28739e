package dev.belay.agent.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A channel, also one of a unix socket, in the shape that HttpCore takes; knows by when it must
/// have got further.
final class ChannelSocket extends Socket {

    private final SocketChannel channel;
    private final Bounds bounds;
    private final AtomicLong deadlineNanos = new AtomicLong();
    private volatile boolean idle = true;

    ChannelSocket(SocketChannel channel, Bounds bounds) {
        this.channel = channel;
        this.bounds = bounds;
        awaitRequest();
    }

    SocketChannel channel() {
        return channel;
    }

    /// Between two requests.
    void awaitRequest() {
        idle = true;
        due(bounds.idle());
    }

    /// The request is there: whoever works on it has its own deadlines.
    void requestComplete() {
        due(bounds.request().plus(bounds.idle()));
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos.get() > 0;
    }

    private void due(java.time.Duration from) {
        deadlineNanos.set(System.nanoTime() + from.toNanos());
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = channel.read(ByteBuffer.wrap(into, offset, length));
                if (idle && read > 0) {
                    idle = false;
                    due(bounds.request());
                }
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                var buffer = ByteBuffer.wrap(from, offset, length);
                while (buffer.hasRemaining()) {
                    due(bounds.write());
                    channel.write(buffer);
                }
                requestComplete();
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void setSoTimeout(int millis) {
        // The listener's deadlines stand in for it: a channel knows no time-out.
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        // A unix socket has none.
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return null;
    }
}
