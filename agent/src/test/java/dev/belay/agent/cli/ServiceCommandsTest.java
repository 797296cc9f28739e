package dev.belay.agent.cli;

import static dev.belay.agent.cli.ServiceViews.cluster;
import static dev.belay.agent.cli.ServiceViews.failed;
import static dev.belay.agent.cli.ServiceViews.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.AccessRole;
import dev.belay.api.Json;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.api.ServiceWhy.Factor;
import dev.belay.api.WhoAmI;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ServiceCommandsTest {

    private static final String SERVICES = "GET /v1/services";

    @TempDir Path folder;
    private ScriptedAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    @Test
    void the_list_has_a_row_for_each_service_and_then_the_nodes_that_run_none() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)));
        Ran ran = agent.run("service", "list");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).split(" {2,}"))
                .containsExactly("SERVICE", "STATE", "NODE", "LEASE", "SINCE", "REASON");
        assertThat(lines.get(1).split(" {2,}"))
                .containsExactly(
                        "web",
                        "active",
                        "n1",
                        "1250 ms",
                        ServiceText.when(ServiceViews.AT),
                        "it stays on n1");
        assertThat(lines.get(2)).isEqualTo("n2 cannot run services: it has no nftables");
        assertThat(lines.get(3)).isEqualTo("n3 does not say what it runs.");
    }

    @Test
    void a_list_without_services_says_so_and_has_no_head() {
        agent.on(SERVICES, cluster());
        assertThat(agent.run("service", "list").out())
                .startsWith("The design in force has no services.")
                .doesNotContain("SERVICE ");
    }

    @Test
    void the_list_says_what_waits_for_a_restart() {
        agent.on(SERVICES, cluster(ServiceViews.outdated()));
        assertThat(agent.run("service", "list").out())
                .contains("web runs as it was designed before");
    }

    @Test
    void the_list_speaks_japanese() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)));
        assertThat(agent.run(Locale.JAPANESE, "service", "list").out())
                .startsWith("サービス")
                .contains("稼働中", "n2 はサービスを動かせません");
    }

    @Test
    void json_of_the_list_is_the_answer_of_the_agent() {
        var view = cluster(web(State.ACTIVE, "n1", 3));
        agent.on(SERVICES, view);
        assertThat(agent.run("service", "list", "--json").out())
                .isEqualTo(Json.MAPPER.writeValueAsString(view) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "move", "clear", "why", "history"})
    void a_service_that_is_not_there_is_refused_with_those_that_are(String verb) {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)));
        for (Locale locale : List.of(Locale.ROOT, Locale.JAPANESE)) {
            Ran ran = agent.run(locale, "service", verb, "wob");
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).contains("'wob'", "web");
            assertThat(ran.out()).isEmpty();
        }
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void where_there_is_no_service_the_refusal_says_so() {
        agent.on(SERVICES, cluster());
        Ran ran = agent.run("service", "why", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("'web'", "no service at all");
    }

    @Test
    void a_start_waits_until_the_service_runs() {
        agent.on(
                        SERVICES,
                        cluster(web(State.STOPPED, "", 2)),
                        cluster(web(State.STOPPED, "", 2)),
                        cluster(web(State.STARTING, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)))
                .on("POST /v1/services/start/web", cluster(web(State.STOPPED, "", 2)));
        assertThat(agent.run("service", "start", "web"))
                .isEqualTo(new Ran(ExitCode.DONE, "Service web is active on n1.\n", ""));
        assertThat(agent.changes()).containsExactly("POST /v1/services/start/web {}");
    }

    @Test
    void without_waiting_a_start_shows_what_is_so_now() {
        agent.on(SERVICES, cluster(web(State.STOPPED, "", 2)))
                .on("POST /v1/services/start/web", cluster(web(State.STARTING, "n1", 3)));
        assertThat(agent.run("service", "start", "web", "--no-wait"))
                .isEqualTo(new Ran(ExitCode.DONE, "Service web is starting on n1.\n", ""));
    }

    @Test
    void what_is_not_so_in_time_is_an_unknown_outcome_with_the_present_state() {
        agent.on(SERVICES, cluster(web(State.STARTING, "n1", 3)))
                .on("POST /v1/services/start/web", cluster(web(State.STARTING, "n1", 3)));
        Ran ran = agent.run("service", "start", "web", "--timeout", "1s");
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out()).isEqualTo("Service web is starting on n1.\n");
        assertThat(ran.err()).contains("within 1 s", "starting", "it stays on n1");
    }

    @Test
    void an_agent_that_falls_silent_after_the_order_leaves_the_outcome_unknown() {
        agent.on(
                        SERVICES,
                        cluster(web(State.STOPPED, "", 2)),
                        ScriptedAgent.refusal(503, "no-coordinator"))
                .on("POST /v1/services/start/web", cluster(web(State.STOPPED, "", 2)));
        Ran ran = agent.run("service", "start", "web", "--timeout", "1s");
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("belay: ");
    }

    @Test
    void a_service_that_goes_with_its_design_leaves_the_outcome_unknown() {
        agent.on(SERVICES, cluster(web(State.STOPPED, "", 2)), cluster())
                .on("POST /v1/services/start/web", cluster(web(State.STOPPED, "", 2)));
        Ran ran = agent.run("service", "start", "web", "--timeout", "1s");
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.err()).contains("'web'", "no such service any more");
    }

    @Test
    void a_start_that_no_node_is_left_for_has_failed_with_the_reason() {
        agent.on(
                        SERVICES,
                        cluster(web(State.STOPPED, "", 2)),
                        cluster(failed(State.WAITING, "", 3)))
                .on("POST /v1/services/start/web", cluster(web(State.STOPPED, "", 2)));
        Ran ran = agent.run("service", "start", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("waiting", "no node may run it");
    }

    @Test
    void former_failures_do_not_end_a_start_that_works_a_moment_later() {
        agent.on(
                        SERVICES,
                        cluster(failed(State.WAITING, "", 2)),
                        cluster(failed(State.WAITING, "", 2)),
                        cluster(failed(State.ACTIVE, "n3", 3)))
                .on("POST /v1/services/start/web", cluster(failed(State.WAITING, "", 2)));
        assertThat(agent.run("service", "start", "web").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void an_order_that_the_agent_refuses_has_failed() {
        agent.on(SERVICES, cluster(web(State.STOPPED, "", 2)))
                .on(
                        "POST /v1/services/start/web",
                        ScriptedAgent.refusal(409, "some-code-without-words"));
        Ran ran = agent.run("service", "start", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("some-code-without-words");
    }

    @Test
    void an_order_without_an_answer_of_the_cluster_is_an_unknown_outcome() {
        agent.on(SERVICES, cluster(web(State.STOPPED, "", 2)))
                .on(
                        "POST /v1/services/start/web",
                        ScriptedAgent.refusal(504, "some-code-without-words"));
        assertThat(agent.run("service", "start", "web").code()).isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    void a_stop_is_not_ordered_without_a_yes() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)));
        Ran ran = agent.run("service", "stop", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ran.err()).contains("--yes");
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void a_stop_waits_until_the_service_has_stopped() {
        agent.on(
                        SERVICES,
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.STOPPING, "n1", 3)),
                        cluster(web(State.STOPPED, "", 4)))
                .on("POST /v1/services/stop/web", cluster(web(State.STOPPING, "n1", 3)));
        assertThat(agent.run("service", "stop", "web", "--yes"))
                .isEqualTo(
                        new Ran(ExitCode.DONE, "Service web is stopped: no node may run it\n", ""));
    }

    @Test
    void a_stop_that_sticks_has_failed() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)), cluster(web(State.STUCK, "n1", 3)))
                .on("POST /v1/services/stop/web", cluster(web(State.STOPPING, "n1", 3)));
        Ran ran = agent.run("service", "stop", "web", "--yes", "--timeout", "1s");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("stuck");
    }

    @Test
    void a_move_to_a_node_names_it_and_waits_until_the_service_runs_there() {
        agent.on(
                        SERVICES,
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n1", 3)),
                        cluster(web(State.ACTIVE, "n3", 4)))
                .on("POST /v1/services/move/web", cluster(web(State.ACTIVE, "n1", 3)));
        assertThat(agent.run("service", "move", "web", "n3"))
                .isEqualTo(new Ran(ExitCode.DONE, "Service web is active on n3.\n", ""));
        assertThat(agent.changes()).containsExactly("POST /v1/services/move/web {\"node\":\"n3\"}");
    }

    @Test
    void a_move_without_a_node_goes_away_from_where_the_service_is() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)), cluster(web(State.ACTIVE, "n2", 4)))
                .on("POST /v1/services/move/web", cluster(web(State.ACTIVE, "n1", 3)));
        assertThat(agent.run("service", "move", "web").code()).isEqualTo(ExitCode.DONE);
        assertThat(agent.changes()).containsExactly("POST /v1/services/move/web {\"node\":\"\"}");
    }

    @Test
    void a_move_that_ends_on_another_node_has_failed_with_the_reason() {
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3)), cluster(web(State.ACTIVE, "n2", 4)))
                .on("POST /v1/services/move/web", cluster(web(State.ACTIVE, "n1", 3)));
        Ran ran = agent.run("service", "move", "web", "n3");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.out()).isEqualTo("Service web is active on n2.\n");
        assertThat(ran.err()).contains("it stays on n2");
    }

    @Test
    void a_clear_does_not_wait_and_json_is_the_service() {
        var after = web(State.ACTIVE, "n1", 3);
        agent.on(SERVICES, cluster(failed(State.ACTIVE, "n1", 3)))
                .on("POST /v1/services/clear/web", cluster(after));
        Ran ran = agent.run("service", "clear", "web", "--json");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).isEqualTo(Json.MAPPER.writeValueAsString(after) + "\n");
    }

    @Test
    void why_tells_the_last_failover_with_the_evidence_of_the_nodes() {
        var silent =
                new ServiceView.Stay(
                        4,
                        "n2",
                        ServiceViews.AT.plusSeconds(90),
                        "web on n1 is over: no renewal for 1457 ms; it goes to n2");
        ServiceView before = web(State.ACTIVE, "n1", 3);
        ServiceView after =
                new ServiceView(
                        "web",
                        "Web",
                        State.ACTIVE,
                        "n2",
                        4,
                        silent.at(),
                        before.wanted(),
                        "",
                        "",
                        false,
                        false,
                        "n2",
                        "",
                        900,
                        before.resources(),
                        List.of(),
                        List.of(silent, before.history().getFirst()));
        var unreachable =
                new EventRecord(
                        17,
                        "node.unreachable",
                        ServiceViews.AT.plusSeconds(91),
                        "n3",
                        Severity.WARNING,
                        Map.of("peer", "n1", "why", "no answer for 2.4 s"));
        agent.on(SERVICES, cluster(after))
                .on("GET /v1/services/why/web", new ServiceWhy("web", "n2", "it stays", List.of()))
                .on("GET /v1/whoami", whoAmI())
                .on("GET /v1/events?limit=400&scope=cluster", List.of(unreachable));

        String out = agent.run("service", "why", "web").out();

        assertThat(out)
                .contains("web moved from n1 to n2. Because n1 did not renew its lease")
                .contains("lease   1.46 s")
                .contains("start   not recorded")
                .contains("[event 17 of n3]", "[stay 4]", "[seen by n3]")
                .contains("Look why n1 fell silent");
    }

    private static WhoAmI whoAmI() {
        return new WhoAmI(
                "lab",
                "Lab",
                "n3",
                "n3",
                "0.1.0",
                ServiceViews.AT,
                "root",
                AccessRole.ADMINISTRATOR);
    }

    @Test
    void why_says_where_it_is_and_what_speaks_for_and_against_each_node() {
        var why =
                new ServiceWhy(
                        "web",
                        "n1",
                        "n1 has the best score",
                        List.of(
                                new Candidate(
                                        "n1",
                                        "available",
                                        101,
                                        List.of(
                                                new Factor("stickiness", "", 1),
                                                new Factor("location", "prefer-n1", 100))),
                                new Candidate("n2", "standby", -1_000_000, List.of())));
        agent.on(SERVICES, cluster(web(State.ACTIVE, "n1", 3))).on("GET /v1/services/why/web", why);
        Ran ran = agent.run("service", "why", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .startsWith(
                        "Service web is active on n1.",
                        "Why: n1 has the best score",
                        "n1  available  101  stickiness 1, location (prefer-n1) 100",
                        "n2  standby    −∞",
                        "",
                        ServiceText.when(ServiceViews.AT.plusSeconds(60))
                                + ": web started on n1. Because it ran nowhere before.");
        JsonNode json = Json.MAPPER.readTree(agent.run("service", "why", "web", "--json").out());
        assertThat(json.get("candidates").size()).isEqualTo(2);
        assertThat(json.get("placedOn").asString()).isEqualTo("n1");
        assertThat(json.get("story").get("cause").get("kind").asString()).isEqualTo("FIRST");
    }

    @Test
    void history_is_the_stays_then_failures_then_last_words() {
        agent.on(SERVICES, cluster(failed(State.ACTIVE, "n1", 3)));
        Ran ran = agent.run("service", "history", "web");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        String first = ServiceText.when(ServiceViews.AT);
        String second = ServiceText.when(ServiceViews.AT.plusSeconds(60));
        assertThat(ran.out().lines())
                .containsExactly(
                        second + "  3  n1       an operator sent it away",
                        first + "  2  nowhere  n1 fell silent",
                        "n1: failed 2 times, last at " + first + ": the port is taken",
                        "web-server  ocf:heartbeat:nginx  running  200 OK");
    }

    @Test
    void json_of_a_history_is_the_service() {
        var web = failed(State.ACTIVE, "n1", 3);
        agent.on(SERVICES, cluster(web));
        assertThat(agent.run("service", "history", "web", "--json").out())
                .isEqualTo(Json.MAPPER.writeValueAsString(web) + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standby:STANDBY",
                "unstandby:ACTIVE",
                "maintenance:MAINTENANCE",
                "resume:ACTIVE"
            })
    void a_node_gets_the_mode_that_its_command_names(String given) {
        String[] words = given.split(":", -1);
        var view = cluster();
        agent.on("POST /v1/members/mode/n2", view);
        Ran ran = agent.run("node", words[0], "n2");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).startsWith("n2 ");
        assertThat(agent.run("node", words[0], "n2", "--json").out())
                .isEqualTo(Json.MAPPER.writeValueAsString(view) + "\n");
        assertThat(agent.changes())
                .hasSize(2)
                .containsOnly("POST /v1/members/mode/n2 {\"mode\":\"" + words[1] + "\"}");
    }

    @Test
    void a_node_that_is_none_is_refused_by_the_agent() {
        agent.on("POST /v1/members/mode/n9", ScriptedAgent.refusal(404, "some-code-without-words"));
        Ran ran = agent.run("node", "standby", "n9");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("some-code-without-words");
        assertThat(ran.out()).isEmpty();
    }
}
