package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final int QUIET_MILLIS = 150;
    private static final int ANSWER_MILLIS = 20_000;

    private final Links links = new Links();
    private ServerSocket echo;
    private Relay relay;
    private InetSocketAddress front;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket();
        echo.bind(new InetSocketAddress("127.63.0.1", 0));
        Thread.ofVirtual().start(this::echo);
        front = new InetSocketAddress("127.63.0.2", freePort());
        relay =
                new Relay(
                        "b",
                        front,
                        new InetSocketAddress("127.63.0.1", echo.getLocalPort()),
                        links,
                        (client, server) ->
                                SocketOwners.find(
                                                client,
                                                server,
                                                Map.of(ProcessHandle.current().pid(), "a"))
                                        .orElse(Links.OUTSIDE));
        relay.open();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void bytes_pass_both_ways() throws IOException {
        assertEchoes();
    }

    @Test
    void a_cut_holds_bytes_back_and_they_arrive_after_it_is_healed() throws IOException {
        try (Socket socket = dial()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            links.cut("a", "b");
            socket.getOutputStream().write(2);
            assertSilent(socket);
            links.heal("a", "b");
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void the_way_back_can_be_cut_alone() throws IOException {
        try (Socket socket = dial()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            links.cut("b", "a");
            socket.getOutputStream().write(2);
            assertSilent(socket);
            links.heal("b", "a");
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void a_new_connection_hangs_while_one_direction_is_cut() throws IOException {
        links.cut("b", "a");
        try (Socket socket = dial()) {
            socket.getOutputStream().write(3);
            assertSilent(socket);
            links.heal("b", "a");
            assertThat(socket.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void a_cut_between_others_disturbs_nobody() throws IOException {
        links.cut("c", "b");
        assertEchoes();
    }

    private void assertEchoes() throws IOException {
        try (Socket socket = dial()) {
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void a_closed_relay_breaks_what_stands_and_refuses_what_is_new() throws IOException {
        try (Socket socket = dial()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            relay.close();
            assertThatThrownBy(
                            () -> {
                                if (socket.getInputStream().read() < 0) {
                                    throw new SocketException("end");
                                }
                            })
                    .isInstanceOf(SocketException.class);
            assertThatThrownBy(this::dial).isInstanceOf(IOException.class);
        }
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(QUIET_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(ANSWER_MILLIS);
    }

    private Socket dial() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(front, 2_000);
            socket.setSoTimeout(ANSWER_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void echo() {
        while (!echo.isClosed()) {
            try {
                Socket peer = echo.accept();
                Thread.ofVirtual()
                        .start(() -> {
                            try (peer) {
                                peer.getInputStream().transferTo(peer.getOutputStream());
                            } catch (IOException e) {
                                // The relay broke it off.
                            }
                        });
            } catch (IOException e) {
                return;
            }
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
