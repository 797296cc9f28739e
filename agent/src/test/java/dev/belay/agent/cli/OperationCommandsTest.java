package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cli.ScriptedAgent.Ran;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationCommandsTest {

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

    private void is(OperationView now) {
        agent.on("GET /v1/operations", List.of(now));
    }

    @Test
    void the_list_has_a_line_for_each() {
        is(PlannedCluster.operation(State.DONE, 2, ""));
        assertThat(agent.run("operation", "list").out())
                .startsWith("118  ")
                .contains("done, 2 of 2 steps in force, by ann on gw-1");
        assertThat(agent.run(Locale.JAPANESE, "operation", "list").out()).contains("完了");
        assertThat(agent.run("operation", "list", "--json").out())
                .startsWith("[{\"number\":118,\"state\":\"DONE\"");
        agent.on("GET /v1/operations", List.of());
        assertThat(agent.run("operation", "list").out()).contains("no operation");
    }

    @Test
    void one_is_shown_with_its_steps_and_what_can_be_done() {
        is(PlannedCluster.operation(State.STOPPED, 1, "web failed"));
        Ran ran = agent.run("operation", "show", "118");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains(
                        "  ✓ 1/2 Service web comes (1.5 s)",
                        "  · 2/2 Service shop comes",
                        "Stopped with 1 of 2 steps in force: web failed",
                        "'belay operation resume 118'");
        assertThat(agent.run("operation", "show", "op-118").out()).isEqualTo(ran.out());
        assertThat(agent.run("operation", "show", "7").code()).isEqualTo(ExitCode.FAILED);
        assertThat(agent.run("operation", "show", "one").code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void what_is_taken_back_is_told_step_by_step() {
        agent.on("POST /v1/operations/undo/118", PlannedCluster.operation(State.UNDOING, 2, "why"))
                .on(
                        "GET /v1/operations",
                        List.of(PlannedCluster.takenBack(State.UNDONE, 0, true, "undone by ann")));
        assertThat(agent.run("operation", "undo", "118").code()).isEqualTo(ExitCode.WRONG_USAGE);
        Ran ran = agent.run("operation", "undo", "118", "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "Taking all of it back: why",
                        "  ← 2/2 Service shop comes (1.5 s)",
                        "  ← 1/2 Service web comes (1.5 s)",
                        "Undone: what was in force before is in force again, version 1053 (undone"
                                + " by ann).");
        assertThat(agent.changes()).hasSize(1);
    }

    @Test
    void one_that_stopped_on_its_way_back_goes_on_that_way_and_has_done_so_when_it_is_undone() {
        is(PlannedCluster.takenBack(State.STOPPED, 1, false, "another design"));
        assertThat(agent.run("operation", "show", "118").out())
                .contains("  ✓ 1/2 Service web comes (1.5 s)", "  … 2/2 Service shop comes");
        agent.on(
                "POST /v1/operations/resume/118",
                PlannedCluster.takenBack(State.UNDOING, 1, true, "undone by ann"));
        is(PlannedCluster.takenBack(State.UNDONE, 0, true, "undone by ann"));
        Ran ran = agent.run("operation", "resume", "118");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("Taking all of it back", "  ← 1/2 Service web comes");
    }

    @Test
    void one_that_was_cancelled_and_is_to_be_confirmed_says_until_when() {
        OperationView cancelled = PlannedCluster.operation(State.CANCELLED, 1, "");
        is(
                new OperationView(
                        cancelled.number(),
                        cancelled.state(),
                        cancelled.orderedBy(),
                        cancelled.at(),
                        cancelled.baseVersion(),
                        cancelled.version(),
                        cancelled.position(),
                        cancelled.settled(),
                        cancelled.cancelling(),
                        cancelled.said(),
                        cancelled.at().plusSeconds(120),
                        cancelled.undoable(),
                        cancelled.steps()));
        assertThat(agent.run("operation", "show", "118").out())
                .contains("Cancelled with 1 of 2 steps in force")
                .contains("unless you keep it: belay operation confirm 118");
        agent.on(
                "POST /v1/operations/confirm/118",
                PlannedCluster.operation(State.CANCELLED, 1, ""));
        assertThat(agent.run("operation", "confirm", "118").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void one_that_is_confirmed_stays_and_one_that_stops_again_has_failed() {
        agent.on("POST /v1/operations/confirm/118", PlannedCluster.operation(State.DONE, 2, ""));
        assertThat(agent.run("operation", "confirm", "118").out())
                .isEqualTo("In force, version 1055.\n");
        assertThat(agent.run("operation", "confirm", "118", "--no-wait").code())
                .as("nothing goes on that it could leave to itself")
                .isEqualTo(ExitCode.WRONG_USAGE);
        agent.on("POST /v1/operations/resume/118", PlannedCluster.operation(State.RUNNING, 1, ""));
        is(PlannedCluster.operation(State.STOPPED, 1, "web failed"));
        assertThat(agent.run("operation", "resume", "118").code()).isEqualTo(ExitCode.FAILED);
        agent.on(
                "POST /v1/operations/cancel/118", PlannedCluster.operation(State.CANCELLED, 1, ""));
        assertThat(agent.run("operation", "cancel", "118").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_refusal_is_told_in_the_readers_language() {
        agent.on(
                "POST /v1/operations/confirm/118",
                ScriptedAgent.refusal(409, "operation-not-waiting"));
        Ran ran = agent.run(Locale.JAPANESE, "operation", "confirm", "118");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("実行は確認を待っていません");
    }
}
