package dev.belay.agent.http;

import dev.belay.api.ApiError;
import dev.belay.api.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/// Takes connections from one listening channel and serves each on a virtual thread.
public final class HttpListener implements Closeable {

    private static final long SWEEP_NANOS = 500_000_000L;

    private final ServerSocketChannel listening;
    private final Bounds bounds;
    private final Function<Ask, Reply> handler;
    private final Semaphore contents = new Semaphore(Bounds.MOST_CONTENTS);
    private final Set<ChannelSocket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private final Thread sweeper;
    private volatile boolean closed;

    private HttpListener(
            ServerSocketChannel listening, Bounds bounds, Function<Ask, Reply> handler) {
        this.listening = listening;
        this.bounds = bounds;
        this.handler = handler;
        this.acceptor = Thread.ofVirtual().name("http-accept").unstarted(this::accept);
        this.sweeper = Thread.ofVirtual().name("http-sweep").unstarted(this::sweep);
    }

    /// Starts to serve.
    ///
    /// @param handler called on the virtual thread of the connection; may block
    public static HttpListener start(
            ServerSocketChannel listening, Bounds bounds, Function<Ask, Reply> handler) {
        var listener = new HttpListener(listening, bounds, handler);
        listener.sweeper.start();
        listener.acceptor.start();
        return listener;
    }

    /// Takes no more connections; those that are open go on.
    public void stopAccepting() throws IOException {
        closed = true;
        listening.close();
    }

    @Override
    public void close() throws IOException {
        stopAccepting();
        for (ChannelSocket socket : open) {
            socket.close();
        }
        LockSupport.unpark(sweeper);
    }

    /// Connections that are open now.
    public int connections() {
        return open.size();
    }

    private void accept() {
        while (!closed) {
            try {
                SocketChannel channel = listening.accept();
                if (open.size() >= bounds.connections()) {
                    turnAway(channel);
                    continue;
                }
                var socket = new ChannelSocket(channel, bounds);
                open.add(socket);
                LockSupport.unpark(sweeper);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                // Too many open files, or closed: the first must not become a busy loop.
                LockSupport.parkNanos(50_000_000L);
            }
        }
    }

    private void serve(ChannelSocket socket) {
        HttpService service = new Exchange(socket, bounds, handler, contents).service();
        try (socket;
                var connection = connection()) {
            connection.bind(socket);
            serve(socket, connection, service);
        } catch (IOException | HttpException e) {
            // Ended, gone, or past its deadline: nobody is left to be told.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private void serve(
            ChannelSocket socket, DefaultBHttpServerConnection connection, HttpService service)
            throws IOException, HttpException {
        try {
            while (!closed && connection.isOpen()) {
                socket.awaitRequest();
                service.handleRequest(connection, HttpCoreContext.create());
            }
        } catch (MessageConstraintException e) {
            socket.channel()
                    .write(
                            canned(
                                    431,
                                    new ApiError(
                                            "headers-too-large",
                                            "at most "
                                                    + bounds.headers()
                                                    + " lines of at most "
                                                    + bounds.lineBytes()
                                                    + " bytes",
                                            "more",
                                            "send less")));
        }
    }

    private void turnAway(SocketChannel channel) throws IOException {
        try (channel) {
            channel.configureBlocking(false);
            channel.write(
                    canned(
                            503,
                            new ApiError(
                                    "too-many-connections",
                                    "at most " + bounds.connections() + " connections",
                                    "one more",
                                    "close some, or try again later")));
        }
    }

    private static ByteBuffer canned(int status, ApiError error) {
        byte[] body = Json.MAPPER.writeValueAsBytes(error);
        byte[] head =
                ("HTTP/1.1 "
                                + status
                                + " Refused\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    }

    /// The parser gets the limits by hand: the connection would give it the defaults, without any.
    private DefaultBHttpServerConnection connection() {
        Http1Config limits = limits();
        return new DefaultBHttpServerConnection(
                "http",
                limits,
                null,
                null,
                null,
                null,
                new DefaultHttpRequestParserFactory(limits),
                null);
    }

    private Http1Config limits() {
        return Http1Config.custom()
                .setMaxLineLength(bounds.lineBytes())
                .setMaxHeaderCount(bounds.headers())
                .setMaxEmptyLineCount(3)
                // HttpCore looks at the length of a line only when it does not fit its buffer.
                .setBufferSize(Math.min(4096, bounds.lineBytes()))
                .build();
    }

    /// Closes connections whose deadline has passed; sleeps while there is none.
    private void sweep() {
        while (!closed) {
            if (open.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            LockSupport.parkNanos(SWEEP_NANOS);
            long now = System.nanoTime();
            for (ChannelSocket socket : open) {
                if (socket.isOverdue(now)) {
                    closeQuietly(socket);
                }
            }
        }
    }

    private static void closeQuietly(ChannelSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }
}
