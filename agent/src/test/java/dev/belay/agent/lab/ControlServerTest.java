package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.lab.LabOrder.Verb;
import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {

    @TempDir Path dir;

    @Test
    @Timeout(60)
    void whoever_ends_the_lab_waits_until_the_answer_is_out() throws Exception {
        Path socket = dir.resolve("lab.sock");
        var taken = new CountDownLatch(1);
        var outcome = new CompletableFuture<LabReply>();
        var server =
                new ControlServer(
                        socket,
                        _ -> {
                            taken.countDown();
                            return outcome.join();
                        });
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(socket));
            String order = Json.MAPPER.writeValueAsString(LabOrder.of(Verb.DOWN)) + "\n";
            client.write(ByteBuffer.wrap(order.getBytes(StandardCharsets.UTF_8)));
            taken.await();
            server.close();

            outcome.complete(LabReply.refused(new LabException("gone", "x")));
            server.awaitAnswered(Duration.ofSeconds(30));
            client.configureBlocking(false);
            ByteBuffer there = ByteBuffer.allocate(4096);
            assertThat(client.read(there)).as("bytes that are there already").isPositive();
            client.configureBlocking(true);
            var rest =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(client), StandardCharsets.UTF_8));
            String answer =
                    new String(there.array(), 0, there.position(), StandardCharsets.UTF_8)
                            + String.join("", rest.lines().toList());
            assertThat(Json.MAPPER.readValue(answer, LabReply.class).errorCode()).isEqualTo("gone");
        }
    }
}
