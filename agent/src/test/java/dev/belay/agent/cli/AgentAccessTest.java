package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.reach.LocalSocket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentAccessTest {

    @TempDir Path dir;

    /// As a paused agent: the kernel takes the connection, nobody reads.
    private ServerSocketChannel silentAgent(Path socket) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return listener;
    }

    @Test
    void a_paused_agent_takes_the_connection_and_does_not_answer() throws IOException {
        Path socket = dir.resolve("agent.sock");
        try (var _ = silentAgent(socket)) {
            assertThat(AgentAccess.answers(new LocalSocket(socket))).isFalse();
        }
    }

    @Test
    void a_question_without_an_answer_is_an_unknown_outcome_and_no_failure() throws IOException {
        Path socket = dir.resolve("agent.sock");
        Recorded recorded = Recorded.in(Locale.ROOT);
        try (var _ = silentAgent(socket)) {
            assertThat(recorded.run("status", "--socket", socket.toString()))
                    .isEqualTo(ExitCode.UNKNOWN);
        }
        assertThat(recorded.err()).contains(socket.toString(), "nothing within the allowed time");
        assertThat(recorded.out()).isEmpty();
    }
}
