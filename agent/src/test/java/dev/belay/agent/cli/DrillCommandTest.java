package dev.belay.agent.cli;

import static dev.belay.agent.cli.ServiceViews.cluster;
import static dev.belay.agent.cli.ServiceViews.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.DesignText;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.Json;
import dev.belay.api.ServiceView.State;
import dev.belay.drill.DrillResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrillCommandTest {

    private static final String SERVICES = "GET /v1/services";
    private static final String DRILL = "POST /v1/services/drill/web";

    @TempDir Path folder;
    private ScriptedAgent agent;
    private ServerSocket front;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
        front = listening(0);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        front.close();
    }

    private static ServerSocket listening(int port) throws IOException {
        return new ServerSocket(port, 10_000, InetAddress.getLoopbackAddress());
    }

    private static DrillBegun begun(DrillKind kind) {
        return new DrillBegun(
                "web", kind, "n1", 3, ServiceViews.AT, ServiceViews.AT.plusSeconds(3));
    }

    private String probe() {
        return "tcp:127.0.0.1:" + front.getLocalPort();
    }

    /// What clients connect to is away for a while once the fault has been ordered.
    private Thread outage(long millis) {
        int port = front.getLocalPort();
        return Thread.ofPlatform()
                .start(() -> {
                    while (agent.changes().isEmpty()) {
                        LockSupport.parkNanos(2_000_000);
                    }
                    try {
                        front.close();
                        LockSupport.parkNanos(millis * 1_000_000);
                        front = listening(port);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void it_measures_from_the_last_answer_before_to_the_next_one_and_says_where_it_went()
            throws Exception {
        agent.on(
                        SERVICES,
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.UNKNOWN, "n1", 3)),
                        cluster(web(State.ACTIVE, "n2", 4)))
                .on(DRILL, begun(DrillKind.KILL));
        Path page = folder.resolve("report.html");
        Path markdown = folder.resolve("report.md");
        Thread outage = outage(400);

        Ran ran =
                agent.run(
                        "drill",
                        "web",
                        "--kind",
                        "kill",
                        "--probe",
                        probe(),
                        "--yes",
                        "--json",
                        "--report",
                        page.toString(),
                        "--report",
                        markdown.toString());
        outage.join();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        DrillResult result = Json.MAPPER.readValue(ran.out(), DrillResult.class);
        assertThat(result.outageMillis()).isBetween(400L, 1_500L);
        assertThat(result.before()).isEqualTo("n1");
        assertThat(result.after()).isEqualTo("n2");
        assertThat(result.outages()).hasSize(1);
        assertThat(agent.changes()).containsExactly(DRILL + " {\"kind\":\"KILL\",\"seconds\":10}");
        assertThat(Files.readString(page)).contains("web was out for", "from n1 to n2");
        assertThat(Files.readString(markdown)).startsWith("# Drill of web: Agent killed");
    }

    @Test
    void progress_is_told_line_by_line_in_the_language_of_the_reader() throws Exception {
        agent.on(
                        SERVICES,
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n2", 4)))
                .on(DRILL, begun(DrillKind.MOVE));

        Ran ran =
                agent.run(
                        Locale.JAPANESE,
                        "drill",
                        "web",
                        "--kind",
                        "move",
                        "--probe",
                        probe(),
                        "--yes");

        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .anyMatch(line -> line.contains("応答あり"))
                .anyMatch(line -> line.contains("n1 から移動させます"))
                .anyMatch(line -> line.contains("n2 で稼働中"))
                .anyMatch(line -> line.contains("n1 から n2 へ"))
                .anyMatch(line -> line.contains("belay service clear web"));
    }

    /// Somebody agreed that n1 is struck.
    @Test
    void a_service_that_has_moved_meanwhile_is_left_alone() throws Exception {
        agent.on(
                        SERVICES,
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n2", 4)))
                .on(DRILL, begun(DrillKind.KILL));

        Ran ran = agent.run("drill", "web", "--kind", "kill", "--probe", probe(), "--yes");

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("'web' on n1", "it on n2");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void a_service_that_does_not_answer_before_is_left_alone() throws Exception {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3))).on(DRILL, begun(DrillKind.KILL));
        String probe = probe();
        front.close();

        Ran ran = agent.run("drill", "web", "--kind", "kill", "--probe", probe, "--yes");

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("nothing was done");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void what_the_cluster_refuses_is_not_done() throws Exception {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)))
                .on(DRILL, ScriptedAgent.refusal(409, "drill-nobody"));

        Ran ran = agent.run("drill", "web", "--kind", "cut", "--probe", probe(), "--yes");

        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("'drill-nobody'");
    }

    @Test
    void an_outage_that_does_not_end_in_time_is_unknown() throws Exception {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3))).on(DRILL, begun(DrillKind.KILL));
        Thread outage = outage(6_500);

        Ran ran =
                agent.run(
                        "drill",
                        "web",
                        "--kind",
                        "kill",
                        "--probe",
                        probe(),
                        "--yes",
                        "--at-most",
                        "5s");
        outage.join();

        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out()).contains("the outcome is unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "drill web --kind shoot --yes, a kind of drill",
        "drill web --kind cut --for 90s --yes, --for from 1s",
        "drill web --kind cut --for 30s --at-most 30s --yes, --at-most",
        "drill web --kind kill --interval 1 --yes, --interval",
        "drill web --kind kill --report out.pdf --yes, a report that ends in",
        "drill web --kind kill --probe https://x --yes, http://",
        "drill web --kind kill --yes, a virtual IP of service",
        "drill web --kind kill --probe tcp:127.0.0.1:1, --yes"
    })
    void what_is_wrong_is_said_before_anything_is_asked_of_the_cluster(String line, String said) {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)))
                .on("GET /v1/design", new DesignText("", 0));

        Ran ran = agent.run(line.split(" ", -1));

        assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ran.err()).contains(said);
        assertThat(agent.changes()).isEmpty();
    }
}
