package dev.belay.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SystemdUnitTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    @TempDir Path folder;

    private SystemdUnit unit(String name, String systemctl) {
        Path program = Scripts.write(folder.resolve("systemctl"), systemctl);
        return new SystemdUnit(new Programs(folder.resolve("run")), program, folder, name);
    }

    private static ResourceCall call(ResourceAction action) {
        return action == ResourceAction.MONITOR
                ? ResourceCall.monitor("web", Duration.ofSeconds(10), LONG)
                : ResourceCall.of("web", action, LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "MONITOR, loaded, active, Done",
        "MONITOR, loaded, reloading, Done",
        "MONITOR, loaded, inactive, NotRunning",
        "MONITOR, loaded, failed, Failed",
        "MONITOR, not-found, inactive, Failed",
        "MONITOR, not-found, active, Done",
        "PROBE, not-found, inactive, NotHere",
        "START, loaded, active, Done",
        "START, loaded, inactive, Failed",
        "START, loaded, failed, Failed",
        "START, masked, inactive, Failed",
        "STOP, loaded, inactive, Done",
        "STOP, loaded, failed, Done",
        "STOP, not-found, inactive, Done",
        "STOP, loaded, active, Failed",
    })
    void with_a_fake_systemctl_states_of_a_unit_become_results(
            ResourceAction action, String load, String active, String result) throws Exception {
        SystemdUnit unit =
                unit("web", "echo LoadState=%s; echo ActiveState=%s".formatted(load, active));

        assertThat(unit.perform(call(action)).getClass().getSimpleName()).isEqualTo(result);
    }

    @Test
    void with_a_fake_systemctl_a_unit_on_its_way_is_waited_for() throws Exception {
        SystemdUnit unit =
                unit(
                        "web",
                        """
                        echo "$@" >>%1$s/calls
                        [ "$1" = show ] || exit 0
                        echo LoadState=loaded
                        if [ $(wc -l <%1$s/calls) -gt 3 ]; then echo ActiveState=active
                        else echo ActiveState=activating; fi
                        """
                                .formatted(folder));

        assertThat(unit.perform(call(ResourceAction.START))).isInstanceOf(Result.Done.class);
        assertThat(calls())
                .startsWith(
                        "start -- web", "show --property=LoadState --property=ActiveState -- web");
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @Test
    void with_a_fake_systemctl_a_unit_that_stays_on_its_way_is_unknown() throws Exception {
        SystemdUnit unit = unit("web", "echo LoadState=loaded; echo ActiveState=deactivating");

        assertThat(
                        unit.perform(
                                ResourceCall.of(
                                        "web", ResourceAction.STOP, Duration.ofMillis(700))))
                .isInstanceOf(Result.Unknown.class);
    }

    @Test
    void without_systemd_it_says_so() throws Exception {
        SystemdUnit unit =
                new SystemdUnit(
                        new Programs(folder.resolve("run")),
                        Path.of("/bin/false"),
                        folder.resolve("none"),
                        "web");

        assertThat(unit.perform(call(ResourceAction.START)))
                .isInstanceOfSatisfying(
                        Result.NotStarted.class,
                        it -> assertThat(it.why()).contains("there is no systemd here"));
    }

    @Test
    void a_name_that_looks_like_an_option_is_refused() throws Exception {
        assertThat(
                        unit("--force", "touch " + folder + "/canary")
                                .perform(call(ResourceAction.STOP)))
                .isInstanceOf(Result.NotStarted.class);
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void a_script_gets_its_arguments_and_answers_by_LSB() throws Exception {
        Path program =
                Scripts.write(
                        folder.resolve("own"),
                        """
                        case $1 in
                        up) touch %1$s/on ;;
                        down) rm -f %1$s/on ;;
                        look) [ -f %1$s/on ] || exit 3 ;;
                        esac
                        """
                                .formatted(folder));
        var script =
                new ScriptResource(
                        new Programs(folder.resolve("run")),
                        program,
                        List.of("up", "$(touch canary)"),
                        List.of("down"),
                        List.of("look"));

        assertThat(script.perform(call(ResourceAction.PROBE)))
                .isInstanceOf(Result.NotRunning.class);
        assertThat(script.perform(call(ResourceAction.START))).isInstanceOf(Result.Done.class);
        assertThat(script.perform(call(ResourceAction.MONITOR))).isInstanceOf(Result.Done.class);
        assertThat(script.perform(call(ResourceAction.STOP))).isInstanceOf(Result.Done.class);
        assertThat(script.perform(call(ResourceAction.PROBE)))
                .isInstanceOf(Result.NotRunning.class);
        assertThat(script.perform(call(ResourceAction.PROMOTE)))
                .isInstanceOf(Result.NotStarted.class);
    }
}
