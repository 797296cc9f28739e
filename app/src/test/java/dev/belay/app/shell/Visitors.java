package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.LabDescription.LabNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One client of the site on each host; each opens a new connection for every request, and keeps
/// what went wrong.
final class Visitors implements AutoCloseable {
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int ENOUGH = 100;

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Map<String, String> latest = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Visitors(List<LabNode> hosts) {
        hosts.forEach(host -> threads.add(Thread.ofVirtual().start(() -> visit(host))));
    }

    private void visit(LabNode host) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                latest.put(host.id(), get(host.address()));
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                errors.add(host.id() + ": " + e);
            }
            asked.incrementAndGet();
            // The machine belongs to the agents, too.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// What one more visitor reads at an address.
    static String get(String host) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Site.PORT), 5_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered '" + answer + "'");
            }
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    /// Whether every host serves this word.
    boolean allRead(String word) {
        return latest.size() == threads.size() && latest.values().stream().allMatch(word::equals);
    }

    /// Looks on for a while: nothing but this word comes.
    void assertAllGoOnReading(String word, Hands hands) {
        int before = asked.get();
        hands.until("visitors go on", () -> asked.get() > before + ENOUGH);
        assertThat(latest.values()).hasSize(threads.size()).containsOnly(word);
    }

    void assertNoError() {
        assertThat(errors).isEmpty();
        assertThat(asked.get()).isGreaterThan(ENOUGH);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
