package dev.belay.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSocketTest {

    @TempDir Path folder;

    @Test
    void a_missing_socket_says_how_to_start_the_agent() {
        AgentException thrown = fails(folder.resolve("none.sock"));

        assertThat(thrown.kind()).isEqualTo(AgentException.Kind.UNREACHABLE);
        assertThat(thrown.error().code()).isEqualTo("socket-missing");
        assertThat(thrown.error().advice()).contains("belay agent run");
    }

    @Test
    void a_socket_of_a_dead_agent_is_told_from_a_missing_one() throws IOException {
        Path socket = folder.resolve("dead.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }

        assertThat(fails(socket).error().code()).isEqualTo("socket-dead");
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_said() {
        assertThat(fails(folder.resolve("x".repeat(150))).error().found()).contains("too long");
    }

    private static AgentException fails(Path socket) {
        return catchThrowableOfType(AgentException.class, () -> new LocalSocket(socket).open());
    }
}
