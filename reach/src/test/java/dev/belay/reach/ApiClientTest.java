package dev.belay.reach;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.api.AccessRole;
import dev.belay.api.HistoryTier;
import dev.belay.api.Sample;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {

    /// Far more than an answer needs: a busy machine is no failure.
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    private final CountDownLatch end = new CountDownLatch(1);
    private FakeAgent agent;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        agent = new FakeAgent(folder.resolve("agent.sock"));
        client = new ApiClient(new LocalSocket(agent.socket()), LONG);
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        agent.close();
    }

    @Test
    void an_answer_is_read_and_fields_of_a_newer_agent_are_ignored() throws AgentException {
        assertThat(client.whoAmI().nodeName()).isEqualTo("node-1");
        assertThat(client.whoAmI().role()).isEqualTo(AccessRole.ADMINISTRATOR);
    }

    @Test
    void the_agents_own_error_is_handed_on_as_it_is() {
        AgentException thrown = fails(() -> client.setting("label.x"));

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.REFUSED);
        assertThat(thrown.error().code()).isEqualTo("no-such-path");
    }

    @Test
    void an_error_without_a_body_still_says_what_was_asked() {
        agent.on("GET /v1/self", FakeAgent.json(500, "<html>"));

        assertThat(fails(() -> client.self()).error().code()).isEqualTo("http-500");
    }

    @Test
    void a_body_that_is_no_answer_of_an_agent_is_refused() {
        agent.on("GET /v1/self", FakeAgent.json(200, "{\"node\":"));

        assertThat(fails(() -> client.self()).error().code()).isEqualTo("answer-not-understood");
    }

    @Test
    void a_silent_agent_is_given_up_after_the_deadline_and_a_question_counts_as_unreachable() {
        agent.on("GET /v1/self", (_, _) -> end.await());
        ApiClient hasty = new ApiClient(new LocalSocket(agent.socket()), Duration.ofMillis(700));

        AgentException thrown = fails(() -> hasty.self());

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNREACHABLE);
        assertThat(thrown.error().code()).isEqualTo("agent-silent");
    }

    @Test
    void a_change_without_an_answer_has_an_unknown_outcome() {
        agent.on("PUT /v1/settings/cluster.name", (_, _) -> {});

        AgentException thrown =
                fails(() -> client.writeSetting("cluster.name", new SettingWrite("x", null)));

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNKNOWN);
        assertThat(thrown.error().advice()).contains("may or may not");
    }

    @Test
    void an_agent_that_could_not_learn_the_outcome_says_so_with_504() {
        agent.on(
                "PUT /v1/settings/cluster.name",
                FakeAgent.json(
                        504,
                        "{\"code\":\"outcome-unknown\",\"wanted\":\"a\",\"found\":\"b\",\"advice\":\"c\"}"));

        AgentException thrown =
                fails(() -> client.writeSetting("cluster.name", new SettingWrite("x", 3L)));

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNKNOWN);
    }

    @Test
    void a_setting_is_written_with_its_body() throws AgentException {
        LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        agent.on(
                "PUT /v1/settings/cluster.name",
                (body, out) -> {
                    bodies.add(body);
                    FakeAgent.json(200, "{\"key\":\"cluster.name\",\"value\":\"x\",\"version\":9}")
                            .to(body, out);
                });

        Setting written = client.writeSetting("cluster.name", new SettingWrite("x", 3L));

        assertThat(written).isEqualTo(new Setting("cluster.name", "x", 9));
        assertThat(bodies).containsExactly("{\"value\":\"x\",\"ifVersion\":3}");
    }

    @Test
    void questions_are_put_with_their_parameters() {
        fails(() -> client.events(41, 10, EventScope.CLUSTER));
        fails(() -> client.history(HistoryTier.HOUR, List.of("cpu", "memory")));

        assertThat(agent.requests())
                .containsExactly(
                        "GET /v1/events?limit=10&scope=cluster&after=41",
                        "GET /v1/history?tier=hour&measures=cpu%2Cmemory");
    }

    @Test
    void a_stream_hands_on_what_comes_and_remembers_the_last_event() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        agent.on(
                "GET /v1/stream",
                (_, out) -> {
                    FakeAgent.streamHead(out);
                    out.write(
                            (": hello\n\nevent: sample\r\ndata: {\"at\":\"2026-03-01T10:00:00Z\",\r\n"
                                            + "data: \"values\":[1.5]}\r\n\r\n"
                                            + "event: later\ndata: x\n\n"
                                            + "event: event\ndata: {\"seq\":42,\"id\":\"a.b\",\"at\":"
                                            + "\"2026-03-01T10:00:00Z\",\"node\":\"n1\","
                                            + "\"severity\":\"INFO\",\"fields\":{}}\n\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    heard.await();
                });
        Recorder recorder = new Recorder();
        ApiStream stream = client.stream(10, 7);
        Thread reader = Thread.ofVirtual().start(() -> run(stream, recorder));
        assertThat(recorder.heard.poll(60, SECONDS)).isInstanceOf(Sample.class);
        assertThat(recorder.heard.poll(60, SECONDS))
                .isInstanceOfSatisfying(
                        EventRecord.class, event -> assertThat(event.seq()).isEqualTo(42));
        stream.close();
        assertThat(reader.join(LONG)).isTrue();
        assertThat(stream.lastEvent()).isEqualTo(42);
        assertThat(recorder.failure).isNull();
        heard.countDown();
        assertThat(agent.requests())
                .containsExactly("GET /v1/stream?samplesPerSecond=10&eventsAfter=7");
    }

    @Test
    void a_stream_that_falls_silent_is_given_up() throws Exception {
        agent.on(
                "GET /v1/stream",
                (_, out) -> {
                    FakeAgent.streamHead(out);
                    end.await();
                });

        try (ApiStream stream = client.stream(0, 0, Duration.ofMillis(300))) {
            AgentException thrown = fails(() -> stream.run(new Recorder()));
            assertThat(thrown.error().code()).isEqualTo("agent-silent");
        }
    }

    @Test
    void a_stream_that_the_agent_ends_is_an_error_and_not_an_end() throws Exception {
        agent.on("GET /v1/stream", (_, out) -> FakeAgent.streamHead(out));

        try (ApiStream stream = client.stream(0, 0)) {
            assertThat(fails(() -> stream.run(new Recorder())).error().code())
                    .isEqualTo("agent-lost");
        }
    }

    private interface Call {
        void run() throws AgentException;
    }

    private static AgentException fails(Call call) {
        return catchThrowableOfType(AgentException.class, call::run);
    }

    private static void run(ApiStream stream, Recorder recorder) {
        try {
            stream.run(recorder);
        } catch (AgentException e) {
            recorder.failure = e;
        }
    }

    private static final class Recorder implements StreamListener {
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        volatile @org.jspecify.annotations.Nullable AgentException failure;

        @Override
        public void status(ClusterStatus status) {
            heard.add(status);
        }

        @Override
        public void sample(Sample sample) {
            heard.add(sample);
        }

        @Override
        public void event(EventRecord event) {
            heard.add(event);
        }
    }
}
