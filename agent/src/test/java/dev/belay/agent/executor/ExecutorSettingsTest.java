package dev.belay.agent.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.executor.ExecutorSettings.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorSettingsTest {

    private static final Told NOTHING =
            new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir private Path folder;

    @Test
    void where_nothing_is_said_it_is_as_everywhere() throws Exception {
        assertThat(ExecutorSettings.of(NOTHING, Map.of(), List.of(folder.resolve("none"))))
                .isEqualTo(
                        new ExecutorSettings(
                                "",
                                3121,
                                Path.of("/etc/pacemaker/authkey"),
                                ExecutorSettings.STATE_DIR));
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_files() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Files.writeString(
                first,
                """
                # PCMK_remote_port=1
                PCMK_remote_port=4001
                export PCMK_remote_address="10.0.0.1" # of the inner network
                """);
        Files.writeString(
                second,
                """
                PCMK_remote_port=4002
                PCMK_authkey_location='/etc/a key'
                """);
        List<Path> files = List.of(first, second);
        assertThat(ExecutorSettings.of(NOTHING, Map.of(), files))
                .isEqualTo(
                        new ExecutorSettings(
                                "10.0.0.1",
                                4001,
                                Path.of("/etc/a key"),
                                ExecutorSettings.STATE_DIR));
        Map<String, String> environment = Map.of("PCMK_remote_port", "4003");
        assertThat(ExecutorSettings.of(NOTHING, environment, files).port()).isEqualTo(4003);
        var told =
                new Told(
                        Optional.of("::1"),
                        Optional.of(4004),
                        Optional.of(Path.of("/k")),
                        Optional.of(Path.of("/s")));
        assertThat(ExecutorSettings.of(told, environment, files))
                .isEqualTo(new ExecutorSettings("::1", 4004, Path.of("/k"), Path.of("/s")));
    }

    @Test
    void a_port_that_is_none_is_told() {
        assertThatThrownBy(() ->
                        ExecutorSettings.of(
                                NOTHING, Map.of("PCMK_remote_port", "70000"), List.of()))
                .isInstanceOfSatisfying(
                        ExecutorSettings.WrongPort.class,
                        e -> assertThat(e.found()).isEqualTo("70000"));
    }
}
