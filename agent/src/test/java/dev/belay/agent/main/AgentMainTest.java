package dev.belay.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.RawHttp;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real agents in processes of their own.
class AgentMainTest {

    @TempDir Path folder;
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void an_agent_told_to_stop_ends_in_order_with_0_and_says_so_in_its_journal() throws Exception {
        Path config = config(ClusterAuthority.create("c1").issue("n1").writeTo(folder));
        Process agent = start(config);
        await(
                agent,
                () -> RawHttp.get(folder.resolve("s"), "/v1/status").contains("\"held\":true"));
        agent.destroy();
        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(AgentMain.STOPPED);
        assertThat(Files.readString(folder.resolve("state/events.jsonl")))
                .contains("agent.started", "coordinator.elected", "agent.stopped");
        assertThat(folder.resolve("s")).doesNotExist();
        assertThat(folder.resolve("state/running")).doesNotExist();
    }

    @Test
    void an_agent_that_cannot_start_ends_with_1_and_says_why() throws Exception {
        Path none = folder.resolve("none");
        Process agent = start(config(new Tls(none, none, none)));
        String said =
                new String(
                        agent.getErrorStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(agent.waitFor()).isEqualTo(AgentMain.FAILED);
        assertThat(said).contains("belay agent: ", "none");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void a_wrong_configuration_ends_with_2_and_says_where() throws Exception {
        Process agent = start(folder.resolve("none.json"));
        String said =
                new String(
                        agent.getErrorStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(agent.waitFor()).isEqualTo(AgentMain.WRONG_USAGE);
        assertThat(said).contains("none.json", "--config");
    }

    @Test
    void the_version_is_that_of_the_build_file() throws IOException {
        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains("<version>" + AgentVersion.CURRENT + "</version>");
    }

    private Path config(Tls tls) throws IOException {
        Path file = folder.resolve("agent.json");
        AgentConfigFile.write(
                new AgentConfig(
                        "c1",
                        "lab",
                        "n1",
                        List.of(
                                new Member(
                                        "n1",
                                        "n1",
                                        "a",
                                        MemberRole.VOTER,
                                        true,
                                        "127.62.9.1",
                                        6209)),
                        folder.resolve("state"),
                        folder.resolve("s"),
                        "127.62.9.1",
                        6209,
                        tls,
                        "127.62.9.1",
                        0,
                        new Groups("see", "run", "all")),
                file);
        return file;
    }

    private Process start(Path config) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AgentMain.class.getName(),
                                "--config",
                                config.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        processes.add(process);
        return process;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Process process, Condition condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!holds(condition)) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException e) {
            // Nothing listens there yet.
            return false;
        }
    }
}
