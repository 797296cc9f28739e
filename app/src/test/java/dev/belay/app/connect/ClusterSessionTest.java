package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterSessionTest {

    private static final SessionPace FAST =
            new SessionPace(
                    Duration.ofMillis(10),
                    Duration.ofMillis(40),
                    Duration.ofMillis(1),
                    Duration.ofMillis(20),
                    Duration.ofMillis(60),
                    10);

    private final UiThread ui = new UiThread();
    private final FakeNode one = new FakeNode("n1");
    private final FakeNode two = new FakeNode("n2");
    private final FakeNode three = new FakeNode("n3");
    private final AtomicLong wallMillis = new AtomicLong();
    private final Map<String, String> settled = new ConcurrentHashMap<>();
    private Map<String, NodeDoor> learned = Map.of();
    private final List<ClusterSession> sessions = new ArrayList<>();

    @AfterEach
    void close() {
        sessions.forEach(ClusterSession::close);
        one.hung.countDown();
        ui.close();
    }

    @Test
    void all_nodes_are_connected_and_their_statuses_make_one_picture() {
        ClusterSession session = start(one, two, three);

        untilOpen(session, "n1", "n2", "n3");
        one.link().send(to -> to.status(one.status("n1", "n2", "n3")));

        ui.until(() -> "n1".equals(session.cluster().pictureProperty().get().coordinator()));
        assertThat(ui.get(() -> session.cluster().nameProperty().get())).isEqualTo("Lab");
        assertThat(ui.get(() -> session.cluster().node("n2").orElseThrow().nameProperty().get()))
                .isEqualTo("name-n2");
    }

    @Test
    void a_node_that_hangs_while_connecting_delays_no_other() {
        CountDownLatch never = new CountDownLatch(1);
        NodeDoor hangs =
                new NodeDoor() {
                    @Override
                    public NodeLink open(Consumer<String> onLost) throws AgentException {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        throw FakeNode.down();
                    }

                    @Override
                    public String describe() {
                        return "hangs";
                    }
                };

        ClusterSession session = start(Map.of("n1", one, "n2", hangs, "n3", three));

        untilOpen(session, "n1", "n3");
        // Each line has a thread of its own, and this one may begin last.
        ui.until(() -> tunnelNow(session, "n2").state() == TunnelState.CONNECTING);
        never.countDown();
    }

    @Test
    void a_lost_tunnel_comes_back_by_itself_and_asks_only_for_the_events_it_missed() {
        one.journal.addAll(List.of(FakeNode.event("n1", 1), FakeNode.event("n1", 2)));
        ClusterSession session = start(one);
        untilOpen(session, "n1");

        one.journal.add(FakeNode.event("n1", 3));
        one.link().breaks();

        ui.until(() -> one.links.size() == 2);
        untilOpen(session, "n1");
        ui.until(() -> session.cluster().events().size() == 3);
        assertThat(ui.get(() -> session.cluster().events().stream().map(EventRecord::seq).toList()))
                .containsExactly(1L, 2L, 3L);
        assertThat(one.streamsAfter).containsExactly(2L, 3L);
    }

    @Test
    void a_journal_that_begins_anew_is_read_from_its_beginning() {
        one.journal.addAll(List.of(FakeNode.event("n1", 1), FakeNode.event("n1", 2)));
        ClusterSession session = start(one);
        untilOpen(session, "n1");
        ui.until(() -> session.cluster().events().size() == 2);

        one.journal.clear();
        one.journal.add(
                new EventRecord(
                        1,
                        "test.reset",
                        FakeNode.AT.plusSeconds(60),
                        "n1",
                        dev.belay.model.status.Severity.INFO,
                        Map.of()));
        one.link().breaks();

        ui.until(() -> session.cluster().events().getLast().id().equals("test.reset"));
    }

    @Test
    void what_the_user_must_mend_is_not_tried_again_until_the_user_says_so() {
        one.doorFails = FakeNode.wrongKey();
        ClusterSession session = start(one, two);
        untilOpen(session, "n2");
        ui.until(() -> tunnelNow(session, "n1").state() == TunnelState.REFUSED);
        // Long enough for many tries of the fast pace: the other node's beat goes on meanwhile.
        AtomicLong redraws = new AtomicLong();
        ui.get(() -> session.cluster().pictureProperty().subscribe(_ -> redraws.incrementAndGet()));
        two.link().send(to -> to.status(two.status("n1", "n2")));
        ui.until(() -> redraws.get() > 3);
        assertThat(one.opened).hasValue(1);
        assertThat(way(session, "n1").error()).isEqualTo(FakeNode.wrongKey().error());

        one.doorFails = null;
        session.retryNow("n1");

        untilOpen(session, "n1");
        assertThat(way(session, "n1").error()).isNull();
    }

    @Test
    void an_agent_that_restarts_is_heard_again_over_the_same_connection() {
        ClusterSession session = start(one);
        untilOpen(session, "n1");

        one.agentFails = FakeNode.down();
        one.link().streamEnds = true;
        ui.until(() -> tunnelNow(session, "n1").state() == TunnelState.BROKEN);
        one.agentFails = null;

        untilOpen(session, "n1");
        assertThat(one.opened).hasValue(1);
    }

    @Test
    void statuses_that_come_while_the_screen_is_busy_are_shown_once_with_the_last() {
        ClusterSession session = start(one);
        untilOpen(session, "n1");
        List<Received<?>> shown = new CopyOnWriteArrayList<>();
        List<Sample> samples = new CopyOnWriteArrayList<>();
        ui.get(() -> {
            LiveNode node = session.cluster().node("n1").orElseThrow();
            node.statusProperty().addListener((_, _, now) -> shown.add(now));
            node.addSampleListener(samples::add);
            return true;
        });
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch allSent = new CountDownLatch(1);
        ui.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 50; i++) {
            int at = i;
            one.link()
                    .send(to -> {
                        to.status(one.status("n1"));
                        to.sample(new Sample(FakeNode.AT.plusMillis(at), new double[0]));
                    });
        }
        one.link().send(_ -> allSent.countDown());
        await(allSent);
        busy.countDown();

        ui.until(() -> samples.size() == 50);
        assertThat(shown).hasSize(1);
        assertThat(samples).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void an_address_gets_the_id_of_the_node_that_is_found_there() {
        ClusterSession session = start(Map.of("admin@10.0.0.1", one));

        ui.until(() -> session.cluster().node("n1").isPresent());
        untilOpen(session, "n1");
        assertThat(ui.get(() -> session.cluster().nodes().stream().map(LiveNode::id).toList()))
                .containsExactly("n1");
        assertThat(settled).containsExactly(Map.entry("admin@10.0.0.1", "n1"));
    }

    @Test
    void a_member_that_an_agent_tells_of_gets_a_tunnel_of_the_same_kind() {
        learned = Map.of("n2", two);
        ClusterSession session = start(one);
        untilOpen(session, "n1");

        one.link().send(to -> to.status(one.status("n1", "n2", "n3")));

        ui.until(() -> session.cluster().nodes().size() == 3);
        untilOpen(session, "n2");
        assertThat(tunnel(session, "n3").state()).isEqualTo(TunnelState.NONE);
    }

    @Test
    void an_agent_of_another_cluster_is_refused() {
        FakeNode stranger = new FakeNode("n9", "other");
        ClusterSession session = start(one);
        untilOpen(session, "n1");
        ClusterSession both = start(Map.of("n1", one, "n9", stranger));

        ui.until(() ->
                tunnelNow(both, "n9").state() == TunnelState.REFUSED
                        || tunnelNow(both, "n1").state() == TunnelState.REFUSED);
        long open =
                ui.get(() ->
                        both.cluster().nodes().stream()
                                .filter(node ->
                                        node.tunnelProperty().get().state() == TunnelState.REFUSED)
                                .count());
        assertThat(open).isEqualTo(1);
    }

    @Test
    void two_addresses_of_one_node_are_told() {
        ClusterSession session = start(Map.of("a", one, "b", new FakeNode("n1")));

        ui.until(() ->
                session.cluster().nodes().stream()
                        .anyMatch(node -> {
                            var error = node.wayProperty().get().error();
                            return error != null && error.code().equals("tunnel-twice");
                        }));
    }

    @Test
    void after_a_sleep_a_dead_connection_is_dropped_and_made_again_at_once() {
        ClusterSession session = start(one);
        untilOpen(session, "n1");

        one.agentHangs = true;
        wallMillis.addAndGet(60_000);
        ui.until(() -> one.links.getFirst().closed);
        one.agentHangs = false;
        one.hung.countDown();

        ui.until(() -> one.links.size() == 2);
        untilOpen(session, "n1");
    }

    @Test
    void a_history_is_answered_on_the_ui_thread_and_fails_without_a_tunnel() throws Exception {
        two.doorFails = FakeNode.down();
        ClusterSession session = start(one, two);
        untilOpen(session, "n1");
        CompletableFuture<String> thread = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();

        CompletableFuture<?> answers =
                ui.get(() ->
                        CompletableFuture.allOf(
                                history(session, "n1")
                                        .thenAccept(_ ->
                                                thread.complete(Thread.currentThread().getName())),
                                history(session, "n2")
                                        .whenComplete((_, thrown) -> failure.complete(thrown))));

        assertThat(thread.get(60, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("test-ui");
        assertThat(failure.get(60, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        AgentException.class,
                        thrown -> assertThat(thrown.error().code()).isEqualTo("no-tunnel"));
        ui.until(answers::isCompletedExceptionally);
    }

    @Test
    void a_closed_session_closes_its_links_and_opens_no_more() {
        ClusterSession session = start(one);
        untilOpen(session, "n1");

        session.close();

        ui.until(() -> one.link().closed);
        assertThat(one.opened).hasValue(1);
    }

    @Test
    void the_pause_between_tries_grows_to_a_limit() {
        assertThat(SessionPace.NORMAL.pause(1)).isEqualTo(Duration.ofMillis(400));
        assertThat(SessionPace.NORMAL.pause(2)).isEqualTo(Duration.ofMillis(720));
        assertThat(SessionPace.NORMAL.pause(1_000)).isEqualTo(Duration.ofSeconds(5));
    }

    private static CompletableFuture<HistoryAnswer> history(ClusterSession session, String id) {
        return session.cluster().node(id).orElseThrow().history(HistoryTier.HOUR, List.of("cpu"));
    }

    private ClusterSession start(FakeNode... nodes) {
        Map<String, NodeDoor> doors = new java.util.TreeMap<>();
        Arrays.stream(nodes).forEach(node -> doors.put(node.id, node));
        return start(doors);
    }

    private ClusterSession start(Map<String, ? extends NodeDoor> doors) {
        List<ClusterPlan.Entry> entries = new ArrayList<>();
        doors.forEach((key, door) -> entries.add(new ClusterPlan.Entry(key, key, door)));
        ClusterPlan plan =
                new ClusterPlan(
                        "saved name",
                        entries,
                        member -> Optional.ofNullable(learned.get(member.id())),
                        settled::put);
        ClusterSession.Clocks clocks =
                new ClusterSession.Clocks(
                        System::nanoTime, () -> wallMillis.get() + System.nanoTime() / 1_000_000);
        ClusterSession session = ui.get(() -> ClusterSession.start(plan, ui, FAST, clocks));
        sessions.add(session);
        return session;
    }

    private void untilOpen(ClusterSession session, String... nodes) {
        for (String node : nodes) {
            ui.until(() ->
                    session.cluster()
                            .node(node)
                            .map(it -> it.tunnelProperty().get().state())
                            .filter(state -> state == TunnelState.OPEN)
                            .isPresent());
        }
    }

    private Tunnel tunnel(ClusterSession session, String node) {
        return ui.get(() -> tunnelNow(session, node));
    }

    private static Tunnel tunnelNow(ClusterSession session, String node) {
        return session.cluster().node(node).orElseThrow().tunnelProperty().get();
    }

    private Way way(ClusterSession session, String node) {
        return ui.get(() -> session.cluster().node(node).orElseThrow().wayProperty().get());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
