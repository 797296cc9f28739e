package dev.belay.agent.lab;

import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes orders on the lab's own unix socket: one line of JSON in, one out.
final class ControlServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ControlServer.class.getName());

    private final ServerSocketChannel listener;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();

    /// @param orders carries an order out; blocks until it is done
    ControlServer(Path socket, Function<LabOrder, LabReply> orders) throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().name("control").start(() -> accept(orders));
    }

    private void accept(Function<LabOrder, LabReply> orders) {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread answering = Thread.ofVirtual().unstarted(() -> answer(client, orders));
                open.add(answering);
                answering.start();
            } catch (IOException e) {
                if (listener.isOpen()) {
                    LOG.log(Level.WARNING, "an order could not be taken", e);
                }
            }
        }
    }

    private void answer(SocketChannel client, Function<LabOrder, LabReply> orders) {
        try (client) {
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(client), StandardCharsets.UTF_8));
            @Nullable String line = reader.readLine();
            if (line == null) {
                return;
            }
            LabReply reply = reply(line, orders);
            String answer = Json.MAPPER.writeValueAsString(reply) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "an order was not answered", e);
        } finally {
            open.remove(Thread.currentThread());
        }
    }

    /// Blocks until every order that was taken has its answer, at most this long.
    void awaitAnswered(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (Thread answering : open) {
            answering.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    /// A bug of ours must not leave the one who gave the order without an answer.
    private static LabReply reply(String line, Function<LabOrder, LabReply> orders) {
        try {
            return orders.apply(Json.MAPPER.readValue(line, LabOrder.class));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the order '" + line + "' failed", e);
            return LabReply.refused(new LabException("failed", e.toString()));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
