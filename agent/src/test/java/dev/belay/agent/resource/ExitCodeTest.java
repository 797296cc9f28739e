package dev.belay.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.program.Said;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    private static final Trace TRACE = Trace.of(new Said("", "", "", false, Duration.ZERO));

    private static String text(Result result) {
        return switch (result) {
            case Result.Done done -> done.isDegraded() ? "degraded" : "done";
            case Result.RunningPromoted promoted ->
                    promoted.isDegraded() ? "promoted degraded" : "promoted";
            case Result.NotRunning _ -> "not running";
            case Result.Failed failed -> failed.reach() + " " + failed.code();
            case Result.NotSupported _ -> "not supported";
            case Result.NotHere _ -> "not here";
            case Result.Unknown _ -> "unknown";
            case Result.NotStarted _ -> "not started";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "START, 0, done",
        "START, 1, SOFT 1",
        "START, 2, NODE 2",
        "START, 3, NODE 3",
        "START, 4, NODE 4",
        "START, 5, NODE 5",
        "START, 6, EVERYWHERE 6",
        "START, 7, SOFT 7",
        "STOP, 7, SOFT 7",
        "START, 8, SOFT 8",
        "START, 190, SOFT 190",
        "PROMOTE, 9, SOFT 9",
        "MONITOR, 0, done",
        "MONITOR, 1, SOFT 1",
        "MONITOR, 3, not supported",
        "MONITOR, 5, NODE 5",
        "MONITOR, 6, EVERYWHERE 6",
        "MONITOR, 7, not running",
        "MONITOR, 8, promoted",
        "MONITOR, 9, SOFT 9",
        "MONITOR, 77, SOFT 77",
        "MONITOR, 137, SOFT 137",
        "MONITOR, 190, degraded",
        "MONITOR, 191, promoted degraded",
        "PROBE, 3, NODE 3",
        "PROBE, 5, not here",
        "PROBE, 7, not running",
        "VALIDATE, 6, EVERYWHERE 6",
    })
    void an_exit_code_means_what_it_means_to_Pacemaker(
            ResourceAction action, int code, String meaning) {
        assertThat(text(ExitCode.ofOcf(action, code, TRACE))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "MONITOR, 0, done",
        "MONITOR, 1, not running",
        "MONITOR, 2, not running",
        "PROBE, 3, not running",
        "MONITOR, 4, SOFT 4",
        "MONITOR, 7, SOFT 7",
        "START, 0, done",
        "START, 5, NODE 5",
        "STOP, 6, EVERYWHERE 6",
        "STOP, 1, SOFT 1",
    })
    void a_script_keeps_to_LSB(ResourceAction action, int code, String meaning) {
        assertThat(text(ExitCode.ofScript(action, code, TRACE))).isEqualTo(meaning);
    }
}
