package dev.belay.agent.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An ssh-agent that holds a key and makes signatures of it that do not hold.
final class LyingSshAgent implements AutoCloseable {

    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_RESPONSE = 14;

    private final ServerSocketChannel server;
    private final byte[] key;

    LyingSshAgent(Path socket, byte[] key) throws IOException {
        this.key = key;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                var in = new DataInputStream(Channels.newInputStream(client));
                byte[] asked = new byte[in.readInt()];
                in.readFully(asked);
                ByteBuffer answer = asked[0] == REQUEST_IDENTITIES ? identities() : signature();
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ByteBuffer identities() {
        ByteBuffer answer = ByteBuffer.allocate(4 + 1 + 4 + 4 + key.length + 4);
        answer.putInt(answer.capacity() - 4).put((byte) IDENTITIES_ANSWER).putInt(1);
        return answer.putInt(key.length).put(key).putInt(0).flip();
    }

    private static ByteBuffer signature() {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        int length = 4 + type.length + 4 + 64;
        ByteBuffer answer = ByteBuffer.allocate(4 + 1 + 4 + length);
        answer.putInt(answer.capacity() - 4).put((byte) SIGN_RESPONSE).putInt(length);
        return answer.putInt(type.length).put(type).putInt(64).put(new byte[64]).flip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
