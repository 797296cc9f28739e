package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.remote.Executed.Status;
import dev.belay.agent.remote.RemoteSession.Agent;
import dev.belay.agent.remote.RemoteSession.Order;
import dev.belay.agent.xml.XmlElement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our own client against our own server, on loopback.
class RemoteServerTest {

    private static final Agent DUMMY = new Agent("ocf", "heartbeat", "Dummy");
    private static final AuthKey KEY = AuthKey.of(new byte[] {1, 2, 3, 4});
    private static final int SOON = 20;

    /// Resources that are on or off, of this process.
    private static final class Switches implements Agents {
        final Map<String, Boolean> on = new ConcurrentHashMap<>();
        final CountDownLatch slow = new CountDownLatch(1);

        @Override
        public Outcome perform(Agent agent, Operation operation) throws InterruptedException {
            boolean isOn = on.getOrDefault(operation.resource(), false);
            return switch (operation.action()) {
                case "start" -> set(operation, true);
                case "stop" -> set(operation, false);
                case "monitor" -> outcome(isOn ? 0 : 7, "");
                case "promote" ->
                        new Outcome(
                                0,
                                Status.DONE,
                                "",
                                "",
                                List.of(
                                        new Outcome.Attribute(
                                                "node-9", "master-web", Optional.of("10"))));
                case "reload" -> {
                    slow.await();
                    yield outcome(0, "");
                }
                case "notify" ->
                        outcome(1, "日本語の\"引用\" <&>\n" + operation.parameters().get("note"));
                default -> Outcome.missing("no " + agent.type());
            };
        }

        private Outcome set(Operation operation, boolean isOn) {
            on.put(operation.resource(), isOn);
            return outcome(0, "");
        }

        private static Outcome outcome(int code, String output) {
            return new Outcome(code, Status.DONE, "", output, List.of());
        }
    }

    private static final class Heard implements RemoteSession.Listener {
        final BlockingQueue<Executed> changes = new ArrayBlockingQueue<>(100);
        final BlockingQueue<XmlElement> asked = new ArrayBlockingQueue<>(100);
        final BlockingQueue<String> ends = new ArrayBlockingQueue<>(10);

        @Override
        public void changed(Executed executed) {
            changes.add(executed);
        }

        @Override
        public void asked(XmlElement proxied) {
            asked.add(proxied);
        }

        @Override
        public void ended(String why) {
            ends.add(why);
        }
    }

    @TempDir private Path folder;
    private RemoteServer server;
    private final Switches switches = new Switches();
    private final Heard heard = new Heard();
    private final BlockingQueue<String> log = new ArrayBlockingQueue<>(10_000);

    @BeforeEach
    void begin() throws Exception {
        Files.write(keyFile(), KEY.bytes());
        server =
                RemoteServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        keyFile(),
                        switches,
                        log::offer,
                        log::offer);
    }

    @AfterEach
    void end() {
        switches.slow.countDown();
        server.close();
    }

    private Path keyFile() {
        return folder.resolve("authkey");
    }

    private RemoteSession open(AuthKey key, boolean answersTools) throws Exception {
        return RemoteSession.open(
                new RemoteSession.Target(server.address(), key, "node-1", Duration.ofSeconds(5)),
                answersTools,
                heard);
    }

    private static CompletableFuture<Executed> order(
            RemoteSession session, String action, int intervalMillis, Map<String, String> more)
            throws Exception {
        return session.perform(
                new Order(
                        "web",
                        action,
                        Duration.ofMillis(intervalMillis),
                        Duration.ofSeconds(10),
                        new TreeMap<>(more)));
    }

    private static Executed perform(RemoteSession session, String action, int intervalMillis)
            throws Exception {
        return order(session, action, intervalMillis, Map.of()).get(SOON, TimeUnit.SECONDS);
    }

    @Test
    void a_resource_is_made_known_looked_at_started_watched_and_stopped() throws Exception {
        try (RemoteSession session = open(KEY, false)) {
            assertThat(session.uptimeSeconds()).isPresent();
            assertThat(session.agent("web")).isEmpty();
            session.register("web", DUMMY);
            assertThat(session.agent("web")).contains(DUMMY);
            assertThat(perform(session, "monitor", 0).code()).isEqualTo(7);
            assertThat(perform(session, "start", 0).code()).isZero();
            assertThat(perform(session, "monitor", 100).code()).isZero();
            assertThat(session.inventory())
                    .containsExactly(
                            new RemoteSession.Registered(
                                    "web", Map.of("monitor", Duration.ofMillis(100))));
            switches.on.put("web", false);
            Executed changed = heard.changes.poll(SOON, TimeUnit.SECONDS);
            assertThat(changed).isNotNull();
            assertThat(changed.code()).isEqualTo(7);
            session.cancel("web", "monitor", Duration.ofMillis(100));
            Executed cancelled = heard.changes.poll(SOON, TimeUnit.SECONDS);
            assertThat(cancelled).isNotNull();
            assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
            session.cancel("web", "monitor", Duration.ofMillis(100));
            assertThat(perform(session, "stop", 0).code()).isZero();
            session.poke();
            session.unregister("web");
            session.unregister("web");
            assertThat(session.inventory()).isEmpty();
        }
    }

    @Test
    void what_is_not_there_is_said_and_words_in_any_script_arrive() throws Exception {
        try (RemoteSession session = open(KEY, false)) {
            assertThatThrownBy(() -> perform(session, "start", 0))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            e -> assertThat(e).hasMessageContaining("error 19"));
            session.register("web", DUMMY);
            Executed missing = perform(session, "no-such-action", 0);
            assertThat(missing.status()).isEqualTo(Status.NOT_INSTALLED);
            assertThat(missing.reason()).isEqualTo("no Dummy");
            Executed said =
                    order(session, "notify", 0, Map.of("note", "ü \"x\""))
                            .get(SOON, TimeUnit.SECONDS);
            assertThat(said.output()).isEqualTo("日本語の\"引用\" <&>\nü \"x\"");
        }
    }

    @Test
    void a_resource_with_something_under_way_goes_when_that_has_ended() throws Exception {
        try (RemoteSession session = open(KEY, false)) {
            session.register("web", DUMMY);
            CompletableFuture<Executed> slow = order(session, "reload", 0, Map.of());
            assertThatThrownBy(() -> session.unregister("web")).hasMessageContaining("error 115");
            assertThat(session.agent("web")).isEmpty();
            switches.slow.countDown();
            assertThat(slow.get(SOON, TimeUnit.SECONDS).code()).isZero();
            assertThat(session.inventory()).isEmpty();
        }
    }

    @Test
    void what_a_connection_ordered_again_and_again_ends_with_it() throws Exception {
        RemoteSession session = open(KEY, false);
        session.register("web", DUMMY);
        perform(session, "monitor", 100);
        session.close();
        try (RemoteSession next = open(KEY, false)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON);
            while (!next.inventory()
                    .equals(List.of(new RemoteSession.Registered("web", Map.of())))) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(10);
            }
        }
    }

    @Test
    void attributes_that_an_agent_changes_reach_the_cluster_before_the_result() throws Exception {
        try (RemoteSession session = open(KEY, true)) {
            session.register("web", DUMMY);
            perform(session, "promote", 0);
            assertThat(heard.asked.remove().attribute("lrmd_ipc_op")).contains("new");
            XmlElement request = heard.asked.remove();
            assertThat(request.child("lrmd_ipc_msg").flatMap(one -> one.child("attrd")))
                    .hasValueSatisfying(update ->
                            assertThat(update.attributes())
                                    .containsEntry("attr_name", "master-web")
                                    .containsEntry("attr_host", "node-9")
                                    .containsEntry("attr_value", "10"));
            String conversation = request.attribute("lrmd_ipc_session").orElseThrow();
            session.answer(
                    XmlElement.of(
                            "lrmd_ipc_proxy",
                            Map.of(
                                    "lrmd_op",
                                    "ipc_fwd",
                                    "lrmd_ipc_op",
                                    "response",
                                    "lrmd_ipc_session",
                                    conversation)));
            XmlElement last = heard.asked.poll(SOON, TimeUnit.SECONDS);
            assertThat(last).isNotNull();
            assertThat(last.attributes())
                    .containsEntry("lrmd_ipc_op", "destroy")
                    .containsEntry("lrmd_ipc_session", conversation);
        }
    }

    @Test
    void who_is_told_to_stop_asks_the_cluster_and_waits_for_it_to_leave() throws Exception {
        RemoteSession session = open(KEY, true);
        session.poke();
        server.drain();
        XmlElement asked = heard.asked.poll(SOON, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();
        assertThat(asked.attribute("lrmd_ipc_op")).contains("shutdown_req");
        session.poke();
        var waiting = Thread.startVirtualThread(this::awaitEnd);
        assertThat(waiting.join(Duration.ofMillis(200))).isFalse();
        session.close();
        assertThat(waiting.join(Duration.ofSeconds(SOON))).isTrue();
    }

    private void awaitEnd() {
        try {
            server.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void without_a_cluster_there_is_nobody_to_wait_for() throws Exception {
        try (RemoteSession looking = open(KEY, false)) {
            looking.poke();
            server.drain();
            server.awaitEnd();
        }
    }

    @Test
    void the_key_is_read_anew_for_each_connection() throws Exception {
        AuthKey other = AuthKey.of(new byte[] {9, 9});
        assertThatThrownBy(() -> open(other, false))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        e -> assertThat(e.kind()).isEqualTo(RemoteException.Kind.KEY));
        Files.delete(keyFile());
        assertThatThrownBy(() -> open(KEY, false)).isInstanceOf(RemoteException.class);
        Files.write(keyFile(), other.bytes());
        try (RemoteSession session = open(other, false)) {
            session.poke();
        }
    }

    /// What an older GnuTLS offers.
    private void shake(String identity, byte[] key, int suite) throws IOException {
        try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            var tls = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
            byte[] name = identity.getBytes(StandardCharsets.US_ASCII);
            tls.connect(
                    new PSKTlsClient(SecureLine.crypto(), new BasicTlsPSKIdentity(name, key)) {
                        @Override
                        protected ProtocolVersion[] getSupportedVersions() {
                            return ProtocolVersion.TLSv12.only();
                        }

                        @Override
                        protected int[] getSupportedCipherSuites() {
                            return new int[] {suite};
                        }
                    });
        }
    }

    @Test
    void with_tls_1_2_the_key_counts_just_as_much_and_there_is_one_name() throws Exception {
        for (int suite :
                List.of(
                        CipherSuite.TLS_DHE_PSK_WITH_AES_256_GCM_SHA384,
                        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256)) {
            shake("lrmd", KEY.bytes(), suite);
            for (byte[] wrong : List.of(new byte[1], new byte[4], new byte[] {1, 2, 3})) {
                assertThatThrownBy(() -> shake("lrmd", wrong, suite))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> shake("other", wrong, suite))
                        .isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> shake("other", KEY.bytes(), suite))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_thousand_connections_without_a_key_do_no_harm() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (RemoteSession session = open(KEY, false)) {
            for (int i = 0; i < 1_000; i++) {
                idle.add(new Socket(server.address().getAddress(), server.address().getPort()));
            }
            session.poke();
            for (Socket one : idle) {
                one.close();
            }
            try (RemoteSession next = patiently()) {
                next.poke();
            }
        } finally {
            for (Socket one : idle) {
                one.close();
            }
        }
    }

    /// While those who tried are being sent away, there may be no place.
    private RemoteSession patiently() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON);
        while (true) {
            try {
                return open(KEY, false);
            } catch (RemoteException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
                Thread.sleep(20);
            }
        }
    }

    @Test
    void a_message_that_says_it_is_too_long_ends_its_own_connection() throws Exception {
        try (RemoteSession session = open(KEY, false)) {
            SecureLine line = SecureLine.connect(server.address(), KEY, Duration.ofSeconds(5));
            ByteBuffer header = ByteBuffer.allocate(Frame.HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0xBADADBBD).putInt(1).putLong(1).putLong(0);
            header.putInt(Frame.LONGEST + 1)
                    .putInt(Frame.HEADER)
                    .putInt(0)
                    .putInt(Frame.LONGEST + 1 - Frame.HEADER);
            line.out().write(header.array());
            line.out().flush();
            assertThat(endOf(line)).isTrue();
            session.poke();
        }
        assertThat(log).anyMatch(one -> one.contains("at most 20971520 bytes was wanted"));
    }

    private static boolean endOf(SecureLine line) {
        try {
            return line.in().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_port_that_is_taken_is_told() {
        assertThatThrownBy(() ->
                        RemoteServer.start(
                                server.address(), keyFile(), switches, log::offer, log::offer))
                .isInstanceOf(IOException.class);
    }
}
