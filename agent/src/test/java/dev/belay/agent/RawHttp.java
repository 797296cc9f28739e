package dev.belay.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Sends bytes as they are to a unix socket and reads until the other side closes.
public final class RawHttp {

    private RawHttp() {}

    public static String get(Path socket, String target) throws IOException {
        return send(socket, request("GET", target, ""));
    }

    public static String put(Path socket, String target, String body) throws IOException {
        return send(socket, request("PUT", target, body));
    }

    public static String request(String method, String target, String body) {
        String type =
                body.isEmpty()
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: "
                                + body.getBytes(StandardCharsets.UTF_8).length
                                + "\r\n";
        return method
                + " "
                + target
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + type
                + "\r\n"
                + body;
    }

    public static String send(Path socket, String text) throws IOException {
        return send(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    public static String send(Path socket, byte[] bytes) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            try {
                channel.write(ByteBuffer.wrap(bytes));
                channel.shutdownOutput();
            } catch (IOException e) {
                // Closed early by the server: what it said before is read below.
                return read(channel);
            }
            return read(channel);
        }
    }

    public static String read(SocketChannel channel) {
        var out = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(8192);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
            }
        } catch (IOException e) {
            // A connection that was reset has said what it had to say.
            return out.toString(StandardCharsets.UTF_8);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Status code of an answer; 0 when there was none.
    public static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /// Body of an answer with a content length.
    public static String body(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? "" : answer.substring(end + 4);
    }
}
