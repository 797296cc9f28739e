package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DialStdioTest {

    private static final Path SOCKET = Path.of("/lab/node-1/agent.sock");

    @Test
    void only_the_bridge_to_the_own_agent_may_be_run() {
        assertThat(DialStdio.isAllowed("belay dial-stdio", SOCKET)).isTrue();
        assertThat(DialStdio.isAllowed("/opt/belay dial-stdio", SOCKET)).isTrue();
        assertThat(
                        DialStdio.isAllowed(
                                "belay dial-stdio --socket '/lab/node-1/agent.sock'", SOCKET))
                .isTrue();
        assertThat(DialStdio.isAllowed("belay dial-stdio --socket '/run/belay/agent.sock'", SOCKET))
                .isTrue();
        assertThat(DialStdio.isAllowed("belay dial-stdio --socket /run/other.sock", SOCKET))
                .isFalse();
        assertThat(DialStdio.isAllowed("belay dial-stdio; rm -rf /", SOCKET)).isFalse();
        assertThat(DialStdio.isAllowed("sh -c 'belay dial-stdio'", SOCKET)).isFalse();
        assertThat(DialStdio.isAllowed("belay status", SOCKET)).isFalse();
        assertThat(DialStdio.isAllowed("", SOCKET)).isFalse();
    }
}
