package dev.belay.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.RawHttp;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpListenerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /// A busy machine must not pass for a slow client where a test is about something else.
    private static final Bounds TIGHT = new Bounds(8, 1024, 10, 2000, "/none", 0, LONG, LONG, LONG);

    private static final Bounds HASTY =
            new Bounds(
                    8,
                    1024,
                    10,
                    2000,
                    "/none",
                    0,
                    Duration.ofMillis(1500),
                    Duration.ofMillis(700),
                    Duration.ofMillis(700));

    @TempDir Path folder;
    private Path path;
    private UnixSocket socket;
    private HttpListener listener;

    @BeforeEach
    void start() throws UnixSocket.Refused {
        start(TIGHT);
    }

    private void start(Bounds bounds) throws UnixSocket.Refused {
        path = folder.resolve("s");
        socket = UnixSocket.open(path, "nobody-has-this-group");
        listener = HttpListener.start(socket.channel(), bounds, HttpListenerTest::answer);
    }

    private void startAnew(Bounds bounds) throws IOException, UnixSocket.Refused {
        stop();
        start(bounds);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        socket.close();
    }

    private static Reply answer(Ask ask) {
        if (ask.target().equals("/endless")) {
            return new Reply.Flow(
                    200,
                    "text/plain",
                    out -> {
                        var chunk = new byte[8192];
                        while (true) {
                            out.write(chunk);
                            out.flush();
                        }
                    });
        }
        String text = ask.method() + " " + ask.target() + " " + ask.body().length;
        return new Reply.Whole(
                200, "text/plain", text.getBytes(StandardCharsets.UTF_8), Map.of("X-Seen", "yes"));
    }

    @Test
    void several_requests_go_over_one_connection() throws IOException {
        String two = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n" + RawHttp.request("PUT", "/b", "12345");
        assertThat(RawHttp.send(path, two)).contains("GET /a 0", "PUT /b 5", "X-Seen: yes");
    }

    @Test
    void a_body_beyond_the_bound_is_refused() throws IOException {
        String answer = RawHttp.send(path, RawHttp.request("PUT", "/b", "x".repeat(2001)));
        assertThat(RawHttp.status(answer)).isEqualTo(413);
        assertThat(answer).contains("body-too-large");
        assertThat(RawHttp.status(RawHttp.put(path, "/b", "x".repeat(2000)))).isEqualTo(200);
    }

    @Test
    void a_chunked_body_without_end_is_refused_as_soon_as_it_is_too_long() throws IOException {
        String head = "PUT /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = ("3e8\r\n" + "x".repeat(1000) + "\r\n").repeat(5);
        assertThat(RawHttp.status(RawHttp.send(path, head + chunks))).isEqualTo(413);
    }

    @Test
    void headers_beyond_the_bounds_are_refused() throws IOException {
        assertThat(RawHttp.status(RawHttp.get(path, "/" + "x".repeat(2000)))).isEqualTo(431);
        String many = "GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(20) + "\r\n";
        assertThat(RawHttp.status(RawHttp.send(path, many))).isEqualTo(431);
    }

    @Test
    void a_request_without_host_is_refused_with_a_reason_in_json() throws IOException {
        String answer = RawHttp.send(path, "GET / HTTP/1.1\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(RawHttp.body(answer)).startsWith("{\"code\":\"bad-request\"");
    }

    @Test
    @Timeout(120)
    void a_client_that_sends_a_byte_at_a_time_is_cut_off() throws Exception {
        startAnew(HASTY);
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            var dripping =
                    Thread.startVirtualThread(() -> {
                        try {
                            while (true) {
                                channel.write(ByteBuffer.wrap(new byte[] {'G'}));
                                Thread.sleep(50);
                            }
                        } catch (IOException | InterruptedException e) {
                            return;
                        }
                    });
            // Ends only when the server hangs up.
            RawHttp.read(channel);
            dripping.interrupt();
        }
    }

    @Test
    void a_reader_that_takes_nothing_is_dropped() throws Exception {
        startAnew(HASTY);
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(
                    ByteBuffer.wrap(
                            RawHttp.request("GET", "/endless", "")
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(1);
            awaitConnections(0, false);
        }
    }

    @Test
    void a_connection_too_many_is_turned_away_and_the_others_live() throws Exception {
        List<SocketChannel> held = new ArrayList<>();
        for (int i = 0; i < TIGHT.connections(); i++) {
            held.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        }
        awaitConnections(TIGHT.connections(), true);
        assertThat(RawHttp.status(RawHttp.get(path, "/"))).isEqualTo(503);
        for (SocketChannel channel : held) {
            channel.close();
        }
        awaitConnections(0, false);
        assertThat(RawHttp.status(RawHttp.get(path, "/"))).isEqualTo(200);
    }

    @Test
    void malformed_requests_never_break_the_listener() throws IOException {
        var random = new Random(62);
        String[] seeds = {
            RawHttp.request("GET", "/v1/status", ""),
            RawHttp.request("PUT", "/v1/settings/label.a", "{\"value\":\"x\"}"),
            "GET / HTTP/9.9\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0000\u0001\u0002\r\n\r\n"
        };
        for (int i = 0; i < 400; i++) {
            byte[] bytes = seeds[i % seeds.length].getBytes(StandardCharsets.ISO_8859_1);
            for (int change = i < seeds.length ? 0 : 1 + random.nextInt(6); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            RawHttp.send(path, bytes);
        }
        assertThat(RawHttp.get(path, "/still-here")).contains("GET /still-here 0");
    }

    private void awaitConnections(int count, boolean atLeast) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (atLeast ? listener.connections() < count : listener.connections() > count) {
            assertThat(System.nanoTime()).as("connections in time").isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }
}
