package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.ConsensusDouble;
import dev.belay.agent.RawHttp;
import dev.belay.agent.TestCluster;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.agent.consensus.Consensus.Occurrence;
import dev.belay.agent.host.Clock;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.Json;
import dev.belay.api.Setting;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three whole agents over real sockets; only consensus is a double.
class RunningAgentTest {

    @TempDir Path folder;
    private final ConsensusDouble.Network network = new ConsensusDouble.Network();
    private final Map<String, RunningAgent> agents = new HashMap<>();
    private final Map<String, ConsensusDouble> minds = new HashMap<>();
    private final List<String> ends = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws StartRefused {
        for (String node : List.of("n1", "n2", "n3")) {
            start(node);
        }
    }

    @AfterEach
    void stop() {
        agents.values().forEach(agent -> agent.stop("test"));
    }

    @Test
    void every_agent_hears_the_others_and_a_healthy_voter_is_active_a_witness_stands_by()
            throws Exception {
        for (String node : List.of("n1", "n2", "n3")) {
            await(() -> states(status(node)).equals(List.of("ACTIVE", "ACTIVE", "STANDBY")));
        }
        ClusterStatus status = status("n1");
        assertThat(status.problems()).isEmpty();
        assertThat(status.quorum().votersUp()).isEqualTo(3);
        assertThat(status.nodes()).allSatisfy(node -> assertThat(node.report()).isNotNull());
    }

    @Test
    void a_healthy_idle_cluster_records_nothing_but_its_start() throws Exception {
        await(() -> status("n1").quorum().votersUp() == 3);
        await(() -> history("n1").series().getFirst().mean().length >= 3);
        assertThat(events("n1", "")).extracting(EventRecord::id).containsExactly("agent.started");
        assertThat(log.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    }

    @Test
    void a_new_coordinator_is_in_the_next_status_and_a_stopped_peer_becomes_unknown()
            throws Exception {
        await(() -> status("n1").quorum().votersUp() == 3);
        stop("n2", "test");
        mind("n1").think(TestCluster.opinion("n3", 2, true));
        assertThat(status("n1").opinion().coordinator()).isEqualTo("n3");
        await(() -> status("n1").nodes().get(1).state() == NodeState.UNKNOWN);
        assertThat(status("n1").nodes().get(1).reason()).startsWith("unreachable: ");
        assertThat(events("n1", "")).extracting(EventRecord::id).contains("node.unreachable");
    }

    @Test
    void settings_are_written_with_a_version_and_read_back_anywhere() throws Exception {
        String written = put("n1", "label.rack", "{\"value\":\"r1\"}");
        assertThat(RawHttp.status(written)).isEqualTo(200);
        Setting read = get("n2", "/v1/settings/label.rack", Setting.class);
        assertThat(read).isEqualTo(new Setting("label.rack", "r1", 1));
        assertThat(RawHttp.status(put("n1", "label.rack", "{\"value\":\"x\",\"ifVersion\":7}")))
                .isEqualTo(409);
        assertThat(RawHttp.status(RawHttp.get(socket("n1"), "/v1/settings/xyz"))).isEqualTo(404);
        assertThat(events("n1", "")).extracting(EventRecord::id).contains("setting.changed");
    }

    @Test
    void without_a_quorum_a_read_is_refused_and_a_write_is_unknown() throws Exception {
        network.loseQuorum();
        assertThat(RawHttp.status(RawHttp.get(socket("n1"), "/v1/settings/label.a")))
                .isEqualTo(503);
        String write = put("n1", "label.a", "{\"value\":\"x\"}");
        assertThat(RawHttp.status(write)).isEqualTo(504);
        assertThat(write).contains("outcome-unknown", "read it back");
    }

    @Test
    void wrong_requests_are_told_what_is_wrong() throws IOException {
        Map<String, Integer> wrong = new HashMap<>();
        wrong.put(RawHttp.request("GET", "/v1/nothing", ""), 404);
        wrong.put(RawHttp.request("GET", "/v1/settings/", ""), 404);
        wrong.put(RawHttp.request("GET", "/v1/settings/a/b", ""), 404);
        wrong.put(RawHttp.request("DELETE", "/v1/status", ""), 405);
        wrong.put(RawHttp.request("GET", "/v1/status?x=1", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/events?limit=0", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/events?limit=5&limit=6", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/events?scope=world", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/history?measures=cpu,sense", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/stream?samplesPerSecond=11", ""), 400);
        wrong.put(RawHttp.request("GET", "/v1/settings/%zz", ""), 400);
        wrong.put(RawHttp.request("PUT", "/v1/settings/label.a", "{\"value\":1"), 400);
        wrong.put(RawHttp.request("PUT", "/v1/settings/label.a", "null"), 400);
        wrong.put(RawHttp.request("PUT", "/v1/settings/label.a", ""), 415);
        for (var one : wrong.entrySet()) {
            String answer = RawHttp.send(socket("n1"), one.getKey());
            assertThat(RawHttp.status(answer)).as(one.getKey()).isEqualTo(one.getValue());
            assertThat(RawHttp.body(answer)).contains("\"code\"", "\"advice\"");
        }
    }

    @Test
    void a_stream_starts_with_the_status_then_old_events_then_what_happens_and_ends_in_order()
            throws Exception {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket("n1")))) {
            String ask = RawHttp.request("GET", "/v1/stream?samplesPerSecond=10&eventsAfter=0", "");
            channel.write(ByteBuffer.wrap(ask.getBytes(StandardCharsets.UTF_8)));
            var text = new StringBuilder();
            var reading =
                    Thread.startVirtualThread(() -> {
                        var buffer = ByteBuffer.allocate(65_536);
                        try {
                            while (channel.read(buffer.clear()) >= 0) {
                                synchronized (text) {
                                    text.append(
                                            new String(
                                                    buffer.array(),
                                                    0,
                                                    buffer.position(),
                                                    StandardCharsets.UTF_8));
                                }
                            }
                        } catch (IOException e) {
                            return;
                        }
                    });
            await(() -> count(text, "event: sample") >= 10 && count(text, "event: status") >= 2);
            mind("n1").occur(new Occurrence.SnapshotTaken(5, 100));
            await(() -> count(text, "\"id\":\"snapshot.taken\"") == 1);
            stop("n1", "test");
            assertThat(reading.join(java.time.Duration.ofSeconds(60))).isTrue();
            assertThat(text.toString())
                    .contains(
                            "text/event-stream", "id: 1\ndata: {\"seq\":1,\"id\":\"agent.started\"")
                    .endsWith("0\r\n\r\n");
            assertThat(text.indexOf("event: status")).isLessThan(text.indexOf("event: event"));
        }
    }

    @Test
    void events_of_the_cluster_are_those_of_all_that_answer() throws Exception {
        await(() -> events("n1", "?scope=cluster").size() == 3);
        assertThat(events("n1", "?scope=cluster"))
                .extracting(EventRecord::node)
                .containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void a_user_without_a_group_may_nothing_and_that_is_recorded_once() throws Exception {
        // The socket's mode would keep a stranger out already; here the role has to.
        Files.setPosixFilePermissions(socket("n1"), PosixFilePermissions.fromString("rw-rw-rw-"));
        for (Path open : List.of(folder, folder.resolve("n1"))) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (System.getProperty("user.name").equals("root")) {
            for (int i = 0; i < 3; i++) {
                assertThat(asStranger("/v1/whoami")).contains("access-denied", "nobody");
            }
            assertThat(events("n1", ""))
                    .extracting(EventRecord::id)
                    .containsOnlyOnce("access.denied");
        }
        assertThat(get("n1", "/v1/whoami", WhoAmI.class).user())
                .isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void a_second_agent_on_the_same_folder_or_socket_is_refused_and_changes_nothing()
            throws Exception {
        assertThatThrownBy(() -> start("n1")).hasMessageContaining("locked by a running agent");
        assertThat(RawHttp.status(RawHttp.get(socket("n1"), "/v1/self"))).isEqualTo(200);
    }

    @Test
    void a_folder_of_another_node_is_refused() throws Exception {
        stop("n1", "test");
        Path owner = folder.resolve("n1/state/owner");
        Files.writeString(owner, "other/n9\n");
        assertThatThrownBy(() -> start("n1")).hasMessageContaining("belongs to 'other/n9'");
        assertThat(owner).hasContent("other/n9\n");
    }

    @Test
    void an_orderly_stop_leaves_a_mark_and_its_absence_is_found_at_the_next_start()
            throws Exception {
        stop("n1", "SIGTERM");
        start("n1");
        assertThat(events("n1", ""))
                .extracting(EventRecord::id)
                .containsExactly("agent.started", "agent.stopped", "agent.started");
        stop("n1", "SIGTERM");
        Files.writeString(folder.resolve("n1/state/running"), "2026-01-02T03:04:05Z");
        start("n1");
        assertThat(events("n1", "")).extracting(EventRecord::id).contains("agent.died");
    }

    @Test
    void a_log_that_cannot_be_written_ends_the_agent() throws Exception {
        mind("n1").occur(new Occurrence.LogFailed("No space left on device"));
        assertThat(ends).containsExactly("log failed: No space left on device");
        assertThat(events("n1", "")).extracting(EventRecord::id).contains("log.failed");
    }

    @Test
    void curl_gets_the_document_that_describes_the_api() throws Exception {
        var curl =
                new ProcessBuilder(
                                "curl",
                                "-sS",
                                "--fail",
                                "--unix-socket",
                                socket("n1").toString(),
                                "http://belay/v1/openapi.json")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(text).isZero();
        assertThat(Json.MAPPER.readTree(text).get("openapi").asString()).isEqualTo("3.1.0");
    }

    private void start(String node) throws StartRefused {
        var mind = new ConsensusDouble(network, node);
        var agent =
                RunningAgent.start(
                        config(node),
                        Clock.system(),
                        new PrintStream(log, true, StandardCharsets.UTF_8),
                        ends::add,
                        () -> new RunningAgent.Joining(mind, () -> {}));
        minds.put(node, mind);
        agents.put(node, agent);
    }

    private void stop(String node, String reason) {
        Objects.requireNonNull(agents.remove(node)).stop(reason);
    }

    private ConsensusDouble mind(String node) {
        return Objects.requireNonNull(minds.get(node));
    }

    private AgentConfig config(String node) {
        return new AgentConfig(
                "c1",
                "lab",
                node,
                TestCluster.THREE,
                folder.resolve(node + "/state"),
                socket(node),
                "127.62.1.1",
                6200,
                new Tls(folder, folder, folder),
                "127.62.1.1",
                0,
                new Groups("no-see", "no-run", "no-all"));
    }

    private Path socket(String node) {
        return folder.resolve(node + "/s");
    }

    private <T> T get(String node, String target, Class<T> type) throws IOException {
        String answer = RawHttp.get(socket(node), target);
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(200);
        return Json.MAPPER.readValue(RawHttp.body(answer), type);
    }

    private ClusterStatus status(String node) throws IOException {
        return get(node, "/v1/status", ClusterStatus.class);
    }

    private HistoryAnswer history(String node) throws IOException {
        return get(node, "/v1/history?tier=minute&measures=load", HistoryAnswer.class);
    }

    private List<EventRecord> events(String node, String query) throws IOException {
        return Arrays.asList(get(node, "/v1/events" + query, EventRecord[].class));
    }

    private String put(String node, String key, String body) throws IOException {
        return RawHttp.put(socket(node), "/v1/settings/" + key, body);
    }

    private String asStranger(String target) throws IOException, InterruptedException {
        var curl =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                "curl",
                                "-s",
                                "--unix-socket",
                                socket("n1").toString(),
                                "http://belay" + target)
                        .start();
        String text = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).isZero();
        return text;
    }

    private static List<String> states(ClusterStatus status) {
        return status.nodes().stream().map(node -> node.state().name()).toList();
    }

    private static int count(StringBuilder text, String wanted) {
        synchronized (text) {
            return text.toString().split(java.util.regex.Pattern.quote(wanted), -1).length - 1;
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
