package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRunCommandTest {

    @TempDir private Path folder;

    @Test
    void what_a_remote_node_needs_is_refused_of_a_member() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("agent", "run", "--port", "3121")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err())
                .isEqualTo(
                        "belay: --remote was wanted with --port, found none: add --remote, or leave out --port\n");
    }

    @Test
    void a_port_that_is_none_is_told_with_where_it_may_come_from() {
        Recorded recorded = Recorded.in(Locale.ROOT, Map.of("PCMK_remote_port", "70000"));
        assertThat(recorded.run("agent", "run", "--remote")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err())
                .startsWith("belay: a port of 0 to 65535 was wanted, found '70000': correct");
    }

    @Test
    void a_port_that_is_taken_is_told_and_a_key_that_is_missing_too() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Recorded recorded = Recorded.in(Locale.JAPANESE);
            ExitCode code =
                    recorded.run(
                            "agent",
                            "run",
                            "--remote",
                            "--address",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(taken.getLocalPort()),
                            "--key",
                            folder.resolve("none").toString(),
                            "--state-dir",
                            folder.toString());
            assertThat(code).isEqualTo(ExitCode.FAILED);
            assertThat(recorded.err())
                    .contains("found no file")
                    .contains("このノードは 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
