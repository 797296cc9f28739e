package dev.belay.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {

    @TempDir Path folder;

    @Test
    void the_socket_is_open_to_owner_and_group_alone_and_is_gone_after_close() throws Exception {
        Path path = folder.resolve("new/agent.sock");
        try (var socket = UnixSocket.open(path, "nobody-has-this-group")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw----");
            assertThat(socket.channel().isOpen()).isTrue();
            try (var files = Files.list(path.getParent())) {
                assertThat(files).containsExactly(path);
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void the_socket_of_a_dead_agent_is_replaced() throws Exception {
        Path path = folder.resolve("agent.sock");
        var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path));
        dead.close();
        assertThat(path).exists();
        try (var socket = UnixSocket.open(path, "x");
                var client =
                        java.nio.channels.SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            assertThat(socket.channel().isOpen()).isTrue();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void the_socket_of_a_living_agent_is_left_alone() throws Exception {
        Path path = folder.resolve("agent.sock");
        try (var first = UnixSocket.open(path, "x")) {
            assertThatThrownBy(() -> UnixSocket.open(path, "x"))
                    .isInstanceOf(UnixSocket.Refused.class)
                    .hasMessageContaining("stop the agent");
            assertThat(first.channel().isOpen()).isTrue();
            assertThat(path).exists();
        }
    }

    @Test
    void a_folder_that_everybody_can_write_to_is_refused() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> UnixSocket.open(folder.resolve("s"), "x"))
                .hasMessageContaining("not everybody can write");
    }

    @Test
    void a_file_in_its_place_is_not_removed() throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "data");
        assertThatThrownBy(() -> UnixSocket.open(file, "x")).hasMessageContaining("move it away");
        assertThat(file).hasContent("data");
    }
}
