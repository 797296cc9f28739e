package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.Json;
import dev.belay.model.node.FenceAction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands about fencing against an agent that answers what the test says.
class FenceCommandsTest {

    private static final String FENCING = "GET /v1/fence";
    private static final Instant AT = Instant.parse("2026-11-29T05:00:00Z");

    @TempDir private Path folder;
    private ScriptedAgent agent;

    @BeforeEach
    void start() throws Exception {
        agent = new ScriptedAgent(folder);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private static Fencing time(Result result) {
        return new Fencing(
                42,
                "n2",
                "n1",
                "ann on n1",
                false,
                FenceAction.REBOOT,
                "ordered by ann",
                AT,
                result,
                result == Result.UNDER_WAY ? null : AT.plusMillis(400),
                result == Result.UNDER_WAY
                        ? List.of()
                        : List.of("level 1, device 'ipmi', off: ok"));
    }

    private static Fencing former() {
        return new Fencing(
                41,
                "n2",
                "n1",
                "belay on n1",
                true,
                FenceAction.REBOOT,
                "n2 is silent",
                AT.minusSeconds(900),
                Result.CONFIRMED,
                AT.minusSeconds(899),
                List.of("an hour ago"));
    }

    private static FenceView view(Fencing... history) {
        return new FenceView(
                AT,
                true,
                List.of(
                        new FenceView.Device(
                                "ipmi",
                                "IPMI of n2",
                                "fence_ipmilan",
                                1,
                                FenceAction.REBOOT,
                                List.of("n2"),
                                List.of("off", "status"),
                                "")),
                List.of(history));
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED,DONE,stopped for certain",
        "REFUSED,FAILED,no device did it",
        "UNKNOWN,UNKNOWN,not certain"
    })
    void fencing_waits_until_it_is_known_and_ends_as_that_is(
            Result result, ExitCode code, String words) {
        agent.on("POST /v1/fence/nodes/n2", time(Result.UNDER_WAY))
                // The agent has not applied it at first, and knows of one before.
                .on(FENCING, view(former()), view(time(Result.UNDER_WAY)), view(time(result)));
        Ran ran = agent.run("fence", "n2", "--yes");
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out())
                .contains("n2", words, "level 1, device 'ipmi'")
                .doesNotContain("an hour ago");
        assertThat(agent.changes()).containsExactly("POST /v1/fence/nodes/n2 {\"action\":null}");
    }

    @Test
    void without_waiting_what_was_begun_is_shown() {
        agent.on("POST /v1/fence/nodes/n2", time(Result.UNDER_WAY));
        Ran ran = agent.run("fence", "n2", "--yes", "--no-wait", "--json");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .isEqualTo(Json.MAPPER.writeValueAsString(time(Result.UNDER_WAY)) + "\n");
        assertThat(agent.run("fence", "n2", "--yes", "--no-wait").out())
                .contains("is being stopped");
    }

    @Test
    void nobody_is_switched_off_without_a_yes_or_a_name() {
        agent.on(FENCING, view());
        assertThat(agent.run("fence", "n2").code()).isEqualTo(ExitCode.WRONG_USAGE);
        Ran nameless = agent.run("fence", "--yes");
        assertThat(nameless.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(nameless.err()).contains("belay fence NODE");
        assertThat(agent.run("fence", "confirm", "n2").code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(agent.changes()).isEmpty();
    }

    @Test
    void what_does_not_end_in_time_is_not_known() {
        agent.on("POST /v1/fence/nodes/n2", time(Result.UNDER_WAY))
                .on(FENCING, view(time(Result.UNDER_WAY)));
        Ran ran = agent.run("fence", "n2", "--yes", "--off", "--timeout", "1s");
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out()).contains("under way");
        assertThat(agent.changes()).containsExactly("POST /v1/fence/nodes/n2 {\"action\":\"OFF\"}");
    }

    @Test
    void a_refusal_is_told_in_the_readers_language() {
        agent.on("POST /v1/fence/confirm/n2", ScriptedAgent.refusal(409, "node-answers"));
        Ran ran = agent.run(Locale.JAPANESE, "fence", "confirm", "n2", "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("まだ応答しています");
    }

    @Test
    void the_history_and_the_devices_are_listed() {
        agent.on(FENCING, view(time(Result.CONFIRMED)));
        assertThat(agent.run("fence", "history").out()).contains("n2: stopped for certain, by n1");
        Ran devices = agent.run("fence", "devices");
        assertThat(devices.code()).isEqualTo(ExitCode.DONE);
        assertThat(devices.out()).contains("ipmi  fence_ipmilan  level 1  n2  off status");
    }

    @Test
    void a_test_that_leaves_the_power_unknown_found_a_problem() {
        agent.on(
                "POST /v1/fence/test/n2",
                new FenceTest(
                        "n2",
                        "n1",
                        List.of(
                                new FenceTest.Answer(
                                        "ipmi", FenceTest.Power.SILENT, "no answer", 8_000))));
        Ran ran = agent.run("fence", "test", "n2");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains("does not answer");
    }

    @Test
    void a_secret_comes_on_standard_input_and_never_on_the_command_line() {
        agent.on("PUT /v1/fence/secrets", new FenceSecretKept(List.of("n1", "n3"), List.of("n2")));
        Ran wrong = agent.run("fence", "secret", "ipmi", "password", "hunter2");
        assertThat(wrong.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(wrong.out() + wrong.err()).doesNotContain("hunter2");
        assertThat(agent.changes()).isEmpty();

        Ran told = agent.run("fence", "secret", "ipmi", "password", "-");
        assertThat(told.code()).isEqualTo(ExitCode.FAILED);
        assertThat(told.out()).as("nothing came").contains("forgotten on n1, n3");
        assertThat(told.err()).contains("not reached: n2");
    }
}
