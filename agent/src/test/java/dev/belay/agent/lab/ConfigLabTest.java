package dev.belay.agent.lab;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.reach.publish.Publisher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A set of files for real nginx on real hosts, under clients that open a new connection for each
/// request.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigLabTest {

    private static final int PORT = 8099;
    private static final String TARGET = "/etc/belay-site";
    private static final Hook NONE = new Hook(Hook.Kind.COMMAND, List.of(), List.of(), 0, 10_000);
    private static final Hook NGINX = new Hook(Hook.Kind.NGINX, List.of(), List.of(), PORT, 20_000);

    @TempDir private static Path dir;
    private Path site;
    private TestLab lab;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        site = Files.createDirectories(dir.resolve("site"));
        write("one");
        assertThat(phase(publish(NONE))).isEqualTo(Phase.DONE);
        for (LabNode node : lab.description.nodes()) {
            // Where workers may read: the lab's own folder is closed to others.
            run(node.id(), "nginx", "-c", TARGET + "/nginx.conf");
        }
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    /// The port answers with a word, so that no file but the configuration has to be readable.
    private void write(String word) throws IOException {
        Files.writeString(
                site.resolve("nginx.conf"),
                """
                user root;
                worker_processes 1;
                pid /run/belay-site.pid;
                error_log /run/belay-site.log;
                events {}
                http {
                    access_log off;
                    server {
                        listen %d;
                        location / { return 200 "%s"; }
                    }
                }
                """
                        .formatted(PORT, word));
    }

    private ConfigSetView publish(Hook hook) throws Exception {
        var publisher = new Publisher(lab.api("node-1"), dir.resolve("caches"));
        var wish = new Publisher.Wish("site", TARGET, false, hook, "");
        publisher.publish(site, wish, _ -> {});
        return follow(publisher);
    }

    private ConfigSetView follow(Publisher publisher) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        var last = new AtomicReference<ConfigSetView>();
        return publisher
                .follow(lab.api("node-1").configSet("site"), last::set, end)
                .orElseThrow(() -> new AssertionError("not ended: " + last.get()));
    }

    private static Phase phase(ConfigSetView view) {
        assertThat(view.rollout()).isNotNull();
        return requireNonNull(view.rollout()).phase();
    }

    private void run(String node, String... command) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--"));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", words, said).isZero();
    }

    /// One client of each host; says what went wrong.
    private final class Clients implements AutoCloseable {

        private final List<String> errors = new CopyOnWriteArrayList<>();
        private final Map<String, String> latest = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        Clients() {
            for (LabNode node : lab.description.nodes()) {
                threads.add(Thread.ofVirtual().start(() -> loop(node)));
            }
        }

        private void loop(LabNode node) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    latest.put(node.id(), get(node.address()));
                } catch (IOException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    errors.add(node.id() + ": " + e);
                }
                asked.incrementAndGet();
                // The machine belongs to the agents, too.
                LockSupport.parkNanos(5_000_000);
            }
        }

        private static String get(String host) throws IOException {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, PORT), 5_000);
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

        void awaitAll(String word) throws Exception {
            TestLab.await(
                    "all serve " + word,
                    () ->
                            latest.size() == threads.size()
                                    && latest.values().stream().allMatch(word::equals));
        }

        @Override
        public void close() {
            threads.forEach(Thread::interrupt);
        }
    }

    @Test
    void a_client_sees_no_error_through_a_good_a_refused_and_an_earlier_version() throws Exception {
        try (var clients = new Clients()) {
            clients.awaitAll("one");
            write("two");
            ConfigSetView two = publish(NGINX);
            assertThat(requireNonNull(two.rollout()).why()).isEmpty();
            assertThat(phase(two)).isEqualTo(Phase.DONE);
            clients.awaitAll("two");

            Files.writeString(site.resolve("nginx.conf"), "events {} http { frobnicate; }");
            ConfigSetView broken = publish(NGINX);
            assertThat(phase(broken)).isEqualTo(Phase.ROLLED_BACK);
            assertThat(requireNonNull(broken.rollout()).why()).contains("frobnicate");
            assertThat(broken.live()).isEqualTo(two.live());

            int asked = clients.asked.get();
            TestLab.await("the old one goes on", () -> clients.asked.get() > asked + 50);
            assertThat(clients.latest.values()).containsOnly("two");

            write("three");
            assertThat(phase(publish(NGINX))).isEqualTo(Phase.DONE);
            clients.awaitAll("three");
            var publisher = new Publisher(lab.api("node-1"), dir.resolve("caches"));
            lab.api("node-1").rollbackConfig(new ConfigRollback("site", two.live()));
            assertThat(phase(follow(publisher))).isEqualTo(Phase.DONE);
            clients.awaitAll("two");
            assertThat(clients.errors).isEmpty();
        }
    }
}
