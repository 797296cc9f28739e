package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.remote.RemoteSession.Agent;
import dev.belay.agent.remote.RemoteSession.Order;
import dev.belay.agent.xml.XmlElement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the distribution's own `pacemaker-remoted`.
@Tag("netns")
class RemoteSessionTest {

    private static final Agent DUMMY = new Agent("ocf", "heartbeat", "Dummy");

    /// One that can be told to take its time.
    private static final Agent SLOW = new Agent("ocf", "pacemaker", "Dummy");

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AuthKey KEY = key(1);

    @TempDir private Path folder;
    private RemotedHost host;
    private final Heard heard = new Heard();

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

    private static AuthKey key(int seed) {
        byte[] bytes = new byte[AuthKey.BYTES];
        new java.util.Random(seed).nextBytes(bytes);
        return AuthKey.of(bytes);
    }

    @BeforeEach
    void begin() throws Exception {
        host = RemotedHost.start(1, folder, KEY);
    }

    @AfterEach
    void end() throws Exception {
        host.close();
    }

    private RemoteSession open(AuthKey key) throws Exception {
        return RemoteSession.open(
                new RemoteSession.Target(host.address(), key, "node-1", Duration.ofSeconds(5)),
                false,
                heard);
    }

    private static Executed perform(RemoteSession session, String action, int intervalMillis)
            throws Exception {
        return session.perform(order(action, intervalMillis, Map.of()))
                .get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static Order order(String action, int intervalMillis, Map<String, String> more) {
        return new Order(
                "web",
                action,
                Duration.ofMillis(intervalMillis),
                Duration.ofSeconds(10),
                new TreeMap<>(more));
    }

    @Test
    void a_resource_is_made_known_looked_at_started_watched_and_stopped() throws Exception {
        try (RemoteSession session = open(KEY)) {
            assertThat(session.agent("web")).isEmpty();
            session.register("web", DUMMY);
            assertThat(session.agent("web")).contains(DUMMY);
            assertThat(perform(session, "monitor", 0).code()).isEqualTo(7);
            assertThat(perform(session, "start", 0).code()).isZero();
            assertThat(perform(session, "monitor", 0).code()).isZero();
            assertThat(perform(session, "monitor", 300).code()).isZero();
            assertThat(session.inventory())
                    .containsExactly(
                            new RemoteSession.Registered(
                                    "web", Map.of("monitor", Duration.ofMillis(300))));
            host.inside("sh", "-c", "rm /run/resource-agents/Dummy-web.state");
            Executed changed = heard.changes.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(changed).isNotNull();
            assertThat(changed.code()).isEqualTo(7);
            assertThat(changed.interval()).isEqualTo(Duration.ofMillis(300));
            session.cancel("web", "monitor", Duration.ofMillis(300));
            session.cancel("web", "monitor", Duration.ofMillis(300));
            assertThat(perform(session, "stop", 0).code()).isZero();
            session.poke();
            session.unregister("web");
            session.unregister("web");
            assertThat(session.inventory()).isEmpty();
        }
        assertThat(heard.ends.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("it was closed");
    }

    @Test
    void an_agent_tells_why_it_failed_and_what_it_is() throws Exception {
        try (RemoteSession session = open(KEY)) {
            session.register("web", new Agent("ocf", "heartbeat", "IPaddr2"));
            Executed failed = perform(session, "start", 0);
            assertThat(failed.code()).isEqualTo(6);
            assertThat(failed.reason()).contains("ip");
            Executed about = perform(session, "meta-data", 0);
            assertThat(about.output()).contains("<resource-agent name=\"IPaddr2\"").contains("\n");
            session.register("gone", new Agent("ocf", "heartbeat", "NoSuchThing"));
            Executed missing =
                    session.perform(
                                    new Order(
                                            "gone",
                                            "start",
                                            Duration.ZERO,
                                            Duration.ofSeconds(5),
                                            new TreeMap<>()))
                            .get(20, TimeUnit.SECONDS);
            assertThat(missing.status()).isEqualTo(Executed.Status.NOT_INSTALLED);
            assertThat(missing.code()).isEqualTo(5);
        }
    }

    @Test
    void another_key_is_told_as_such_and_one_that_is_replaced_works_from_then_on()
            throws Exception {
        assertThatThrownBy(() -> open(key(2)))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(RemoteException.Kind.KEY);
                            assertThat(e).hasMessageContaining("put the same key on both ends");
                        });
        try (RemoteSession session = open(KEY)) {
            session.poke();
        }
    }

    @Test
    void what_is_under_way_when_the_daemon_dies_is_told_to_be_unknown_and_the_resource_goes_on()
            throws Exception {
        RemoteSession session = open(KEY);
        session.register("web", SLOW);
        assertThat(perform(session, "start", 0).code()).isZero();
        var slow = session.perform(order("monitor", 0, Map.of("op_sleep", "5")));
        host.signal("KILL");
        assertThatThrownBy(() -> slow.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RemoteException.class);
        assertThat(heard.ends.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(session.isOver()).isTrue();
        assertThatThrownBy(session::poke).isInstanceOf(RemoteException.class);
        host.awaitDaemonsEnd();
        host.startDaemon();
        try (RemoteSession again = open(KEY)) {
            assertThat(again.inventory()).isEmpty();
            again.register("web", SLOW);
            assertThat(perform(again, "monitor", 0).code()).isZero();
        }
    }

    @Test
    void a_line_that_is_cut_without_a_word_is_noticed() throws Exception {
        RemoteSession session = open(KEY);
        host.cut(true);
        long began = System.nanoTime();
        assertThatThrownBy(session::poke)
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        e -> assertThat(e.kind()).isEqualTo(RemoteException.Kind.UNANSWERED));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(11));
        assertThat(session.isOver()).isTrue();
        assertThatThrownBy(() -> open(KEY))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        e -> assertThat(e.kind()).isEqualTo(RemoteException.Kind.UNREACHABLE));
        host.cut(false);
        try (RemoteSession again = open(KEY)) {
            again.poke();
        }
    }

    @Test
    void parameters_of_120_kilobytes_and_a_hundred_orders_at_once_arrive() throws Exception {
        try (RemoteSession session = open(KEY)) {
            session.register("web", DUMMY);
            String text = "\"<&>\n".repeat(24_000);
            assertThat(
                            session.perform(order("start", 0, Map.of("note", text)))
                                    .get(20, TimeUnit.SECONDS)
                                    .code())
                    .isZero();
            var all = new ArrayList<CompletableFuture<Executed>>();
            for (int i = 0; i < 100; i++) {
                all.add(session.perform(order("monitor", 0, Map.of())));
            }
            for (CompletableFuture<Executed> one : all) {
                assertThat(one.get(60, TimeUnit.SECONDS).code()).isZero();
            }
        }
    }

    @Test
    void words_beyond_ascii_and_quoted_ones_behind_them_arrive() throws Exception {
        try (RemoteSession session = open(KEY)) {
            session.register("web", DUMMY);
            String text = "日本語の\"引用\" <&> \nü";
            assertThat(
                            session.perform(order("start", 0, Map.of("note", text)))
                                    .get(20, TimeUnit.SECONDS)
                                    .code())
                    .isZero();
            session.poke();
        }
    }
}
