package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.Json;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.model.node.FenceAction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What `status` and `check-status` say of services and fencing.
class StatusCommandsTest {

    private static final String STATUS = "GET /v1/status";
    private static final String SERVICES = "GET /v1/services?within=400";
    private static final String SERVICES_FOR_CHECK = "GET /v1/services?within=900";

    @TempDir Path folder;
    private ScriptedAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
        agent.on(STATUS, StatusReportTest.status());
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private static ServicesView cluster(List<Fencing> fences, ServiceView... services) {
        return new ServicesView(
                ServiceViews.AT.plusSeconds(42),
                "node-1",
                7,
                "default",
                2_500,
                List.of(services),
                List.of(
                        new Host("node-1", NodeMode.ACTIVE, true, "", List.of()),
                        new Host("node-2", NodeMode.ACTIVE, false, "", List.of())),
                null,
                fences);
    }

    private static Fencing fencing(Result result) {
        return new Fencing(
                42,
                "node-2",
                "node-1",
                "belay on node-1",
                true,
                FenceAction.REBOOT,
                "node-2 is silent",
                ServiceViews.AT.plusSeconds(40),
                result,
                result == Result.UNDER_WAY ? null : ServiceViews.AT.plusSeconds(41),
                List.of());
    }

    @Test
    void each_service_has_a_line_and_says_why_only_where_it_does_not_run() {
        agent.on(
                SERVICES,
                cluster(
                        List.of(),
                        ServiceViews.web(State.ACTIVE, "node-1", 3),
                        ServiceViews.web(State.WAITING, "", 3)));
        Ran ran = agent.run("status");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains(
                        """

                        SERVICE  STATE    NODE    FOR   REASON
                        web      active   node-1  42 s
                        web      waiting  –       42 s  no node may run it

                        Problems
                        """);
    }

    @Test
    void fencing_that_goes_on_says_who_does_it_and_for_how_long() {
        agent.on(
                SERVICES,
                cluster(
                        List.of(fencing(Result.UNDER_WAY)),
                        ServiceViews.web(State.UNKNOWN, "node-2", 3)));
        assertThat(agent.run("status").out())
                .contains(
                        """

                        Fencing
                          node-2  under way for 2.0 s, by node-1: node-2 is silent
                        """);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED,not stopped: no device did it", "UNKNOWN,not certain whether it was"})
    void fencing_that_waits_for_a_person_says_what_to_do(Result result, String words) {
        agent.on(
                SERVICES,
                cluster(List.of(fencing(result)), ServiceViews.web(State.UNKNOWN, "node-2", 3)));
        assertThat(agent.run("status").out())
                .contains("node-2  " + words, "web waits", "belay fence confirm node-2");
        assertThat(agent.run(Locale.JAPANESE, "status").out())
                .contains("フェンシング", "belay fence confirm node-2");
    }

    @Test
    void an_older_agent_and_one_without_a_design_have_nothing_to_say_of_it() {
        String without = agent.run("status").out();
        assertThat(without).contains("Problems").doesNotContain("SERVICE", "not known");
        assertThat(agent.run("status", "--json").out()).doesNotContain("\"services\"");
        ServicesView empty =
                new ServicesView(
                        ServiceViews.AT, "", 0, "", 0, List.of(), List.of(), null, List.of());
        agent.on(SERVICES, empty);
        assertThat(agent.run("status").out()).isEqualTo(without);
    }

    @Test
    void json_has_the_services_beside_what_it_had() {
        agent.on(
                SERVICES,
                cluster(
                        List.of(fencing(Result.REFUSED)),
                        ServiceViews.web(State.UNKNOWN, "node-2", 3)));
        JsonNode document = Json.MAPPER.readTree(agent.run("status", "--json").out());
        assertThat(document.at("/nodes/0/member/id").asString()).isEqualTo("node-1");
        assertThat(document.at("/services/0/id").asString()).isEqualTo("web");
        assertThat(document.at("/services/0/state").asString()).isEqualTo("UNKNOWN");
        assertThat(document.at("/fencing/0/node").asString()).isEqualTo("node-2");
        assertThat(document.at("/fencing/0/waits").asBoolean()).isTrue();
        assertThat(document.at("/fencing/0/last/result").asString()).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING,true",
        "STUCK,true",
        "UNKNOWN,true",
        "ACTIVE,false",
        "STARTING,false",
        "STOPPING,false",
        "STOPPED,false"
    })
    void a_service_that_is_to_run_and_does_not_fails_the_check(State state, boolean fails) {
        agent.on(STATUS, StatusReportTest.healthy());
        agent.on(SERVICES_FOR_CHECK, cluster(List.of(), ServiceViews.web(state, "", 3)));
        Ran ran = agent.run("check-status");
        assertThat(ran.code()).isEqualTo(fails ? ExitCode.PROBLEMS_FOUND : ExitCode.DONE);
        assertThat(ran.out().lines().count()).isEqualTo(fails ? 2 : 1);
        if (fails) {
            assertThat(ran.out()).contains("web", "Failure: ", "(no node may run it)");
        }
        JsonNode json = Json.MAPPER.readTree(agent.run("check-status", "--json").out());
        assertThat(json.at("/services/0/result").asString())
                .isEqualTo(fails ? "Failure" : "Success");
    }
}
