package dev.belay.agent.join;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;

/// Shows an admin that it can reach a node that is to be a member: while the node asks to be taken
/// in, its future port says a word that only the two of them know.
final class Probe implements Closeable {

    private static final int WORD_BYTES = 16;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket listening;
    private final byte[] word;
    private final Thread acceptor = Thread.ofVirtual().name("enroll-probe").unstarted(this::answer);

    private Probe(ServerSocket listening, byte[] word) {
        this.listening = listening;
        this.word = word;
    }

    /// Listens at the address that the member will have.
    ///
    /// @throws IOException when the address is not free
    static Probe open(String host, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        byte[] bytes = new byte[WORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var probe =
                new Probe(
                        socket,
                        HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        probe.acceptor.start();
        return probe;
    }

    String word() {
        return new String(word, StandardCharsets.US_ASCII);
    }

    private void answer() {
        while (!listening.isClosed()) {
            try (Socket caller = listening.accept()) {
                caller.getOutputStream().write(word);
            } catch (IOException e) {
                // Closed, or a caller that went away: the next one is answered.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Closing.close(listening, acceptor);
    }

    /// Whether whoever listens at an address says the word.
    static boolean answers(String host, int port, String word, Duration deadline) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(host), port),
                    (int) deadline.toMillis());
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] expected = word.getBytes(StandardCharsets.US_ASCII);
            byte[] said = socket.getInputStream().readNBytes(expected.length);
            return expected.length > 0 && MessageDigest.isEqual(expected, said);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
