package dev.belay.app.connect;

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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The least of an agent: says who it is, has no events, and streams one status.
final class TinyAgent implements Closeable {

    private static final String WHO =
            """
            {"clusterId":"lab","clusterName":"Lab","node":"n1","nodeName":"node-1",\
            "agentVersion":"0.1.0","now":"2026-03-01T10:00:00Z","user":"me","role":"OPERATOR"}\
            """;

    private final ServerSocketChannel server;
    private final Path socket;
    private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

    TinyAgent(Path socket) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    Path socket() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(client), StandardCharsets.UTF_8));
            String first = in.readLine();
            OutputStream out = Channels.newOutputStream(client);
            if (first != null && first.startsWith("GET /v1/whoami")) {
                answer(out, "application/json", WHO);
                client.close();
            } else if (first != null && first.startsWith("GET /v1/events")) {
                answer(out, "application/json", "[]");
                client.close();
            } else {
                answer(out, "text/event-stream", ": hello\n\n");
            }
        } catch (IOException _) {
            // The client hung up.
        }
    }

    private static void answer(OutputStream out, String type, String body) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
