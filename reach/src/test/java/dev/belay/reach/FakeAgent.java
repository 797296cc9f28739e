package dev.belay.reach;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An agent's API on a unix socket that answers what a test tells it to.
public final class FakeAgent implements Closeable {

    /// What it does with a request.
    @FunctionalInterface
    public interface Answer {
        void to(String body, OutputStream out) throws IOException, InterruptedException;
    }

    public static final String WHO =
            """
            {"clusterId":"lab","clusterName":"Lab","node":"n1","nodeName":"node-1",\
            "agentVersion":"0.1.0","now":"2026-03-01T10:00:00Z","user":"me","role":"ADMINISTRATOR",\
            "laterField":1}\
            """;

    private final ServerSocketChannel server;
    private final Path socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    public FakeAgent(Path socket) throws IOException {
        this.socket = socket;
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        on("GET /v1/whoami", json(200, WHO));
        Thread.ofVirtual().name("fake-agent").start(this::accept);
    }

    public Path socket() {
        return socket;
    }

    /// Method and path with query, in the order of arrival.
    public List<String> requests() {
        return requests;
    }

    /// How to answer what begins with `METHOD path`.
    public FakeAgent on(String request, Answer answer) {
        answers.put(request, answer);
        return this;
    }

    public static Answer json(int status, String body) {
        return (_, out) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.1 "
                            + status
                            + " X\r\nContent-Type: application/json\r\nContent-Length: "
                            + bytes.length
                            + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        };
    }

    /// Head of a chunk-less event stream that ends with the connection.
    public static void streamHead(OutputStream out) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                open.add(channel);
                Thread.ofVirtual().start(() -> serve(channel));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String first = in.readLine();
            if (first == null) {
                return;
            }
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
                line = in.readLine();
            }
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < length; i++) {
                body.append((char) in.read());
            }
            String request = first.substring(0, first.lastIndexOf(' '));
            requests.add(request);
            String bare = request.replaceAll("\\?.*", "");
            Answer answer =
                    answers.getOrDefault(
                            bare,
                            json(
                                    404,
                                    "{\"code\":\"no-such-path\",\"wanted\":\"a path\","
                                            + "\"found\":\"'"
                                            + bare
                                            + "'\",\"advice\":\"look it up\"}"));
            answer.to(body.toString(), Channels.newOutputStream(channel));
        } catch (IOException | InterruptedException _) {
            // The client hung up, which is a thing that clients do.
        }
    }

    /// Hangs up on all clients, and goes on listening.
    public void dropAll() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropAll();
        Files.deleteIfExists(socket);
    }
}
