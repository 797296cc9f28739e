package dev.belay.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.drill.Availability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProberTest {

    private static final Duration FIVE = Duration.ofMillis(5);

    private static Availability await(Prober prober, Predicate<Availability> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (true) {
            Availability seen = prober.seen();
            if (condition.test(seen)) {
                return seen;
            }
            assertThat(System.nanoTime()).as(seen.toString()).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static ServerSocket server(int port, String answer) throws IOException {
        var server = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(() -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept()) {
                            if (!answer.isEmpty()) {
                                var _ = socket.getInputStream().read(new byte[512]);
                                socket.getOutputStream()
                                        .write(answer.getBytes(StandardCharsets.US_ASCII));
                            }
                        } catch (IOException e) {
                            // The next one.
                        }
                    }
                });
        return server;
    }

    @Test
    void a_reset_is_an_answer_of_a_host_and_none_of_a_port() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Prober host = Prober.start(ProbeTarget.host("127.0.0.1"), FIVE);
                Prober port = Prober.start(ProbeTarget.port("127.0.0.1", free), FIVE)) {
            assertThat(await(host, seen -> seen.answered() > 20).lost()).isZero();
            assertThat(await(port, seen -> seen.lost() > 20).answered()).isZero();
        }
    }

    @Test
    void a_port_that_is_shut_for_a_while_is_an_outage() throws Exception {
        ServerSocket server = server(0, "");
        int port = server.getLocalPort();
        try (Prober prober = Prober.start(ProbeTarget.port("127.0.0.1", port), FIVE)) {
            await(prober, seen -> seen.answered() > 20);
            server.close();
            long shut = prober.nanos();
            await(prober, seen -> seen.worstSince(shut).isPresent());
            LockSupport.parkNanos(200_000_000);
            try (ServerSocket again = server(port, "")) {
                Availability seen =
                        await(
                                prober,
                                now ->
                                        now.worstSince(shut).isPresent()
                                                && now.worstSince(shut).get().isOver());
                assertThat(seen.worstSince(shut).get().millis()).isBetween(200L, 5_000L);
                assertThat(again.isClosed()).isFalse();
            }
        }
    }

    @Test
    void a_page_answers_only_with_a_good_status() throws Exception {
        try (ServerSocket good = server(0, "HTTP/1.1 204 No Content\r\n\r\n");
                ServerSocket bad = server(0, "HTTP/1.1 503 Service Unavailable\r\n\r\n");
                Prober up =
                        Prober.start(
                                ProbeTarget.parse("http://127.0.0.1:" + good.getLocalPort()),
                                FIVE);
                Prober down =
                        Prober.start(
                                ProbeTarget.parse(
                                        "http://127.0.0.1:" + bad.getLocalPort() + "/healthz"),
                                FIVE)) {
            await(up, seen -> seen.answered() > 20);
            assertThat(await(down, seen -> seen.lost() > 20).answered()).isZero();
        }
    }

    @Test
    void targets_are_written_in_four_ways() throws Exception {
        assertThat(ProbeTarget.parse("host:10.0.0.9").where())
                .isEqualTo(new ProbeTarget.Fixed(new InetSocketAddress("10.0.0.9", 9)));
        assertThat(ProbeTarget.parse("tcp:10.0.0.9:443").where())
                .isEqualTo(new ProbeTarget.Fixed(new InetSocketAddress("10.0.0.9", 443)));
        assertThat(ProbeTarget.parse("tcp:[fd00::9]:443").text()).isEqualTo("tcp:[fd00::9]:443");
        assertThat(ProbeTarget.parse("name:app.example.com:443").where())
                .isEqualTo(new ProbeTarget.Named("app.example.com", 443, Optional.empty()));
        for (String written :
                List.of("name:a.example:443@10.0.0.2:53", "name:a.example:443@[fd00::2]:5353")) {
            assertThat(ProbeTarget.parse(written).text())
                    .isEqualTo(written.replace("fd00::2", "fd00:0:0:0:0:0:0:2"));
        }
        assertThat(ProbeTarget.parse("name:a.example:443@10.0.0.2").text())
                .isEqualTo("name:a.example:443@10.0.0.2:53");
        assertThat(ProbeTarget.parse("http://10.0.0.9:8080/up?x=1").request())
                .startsWith("GET /up?x=1 HTTP/1.1\r\nHost: 10.0.0.9:8080\r\n");
        for (String wrong :
                new String[] {
                    "",
                    "10.0.0.9",
                    "tcp:10.0.0.9",
                    "tcp:10.0.0.9:70000",
                    "https://x",
                    "name:app.example.com",
                    "name:app.example.com:0",
                    "name:app.example.com:80@resolver",
                    "name:app.example.com:80@10.0.0.2:70000"
                }) {
            assertThatThrownBy(() -> ProbeTarget.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
