package dev.belay.agent.lab;

import dev.belay.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives orders to a running lab. Blocks until they are carried out.
///
/// @param folder where the lab is
public record LabClient(LabFolder folder) {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 5;

    /// Takes the lab down. When this returns, nothing of it is left, its supervisor included.
    public void down() throws LabException, InterruptedException {
        long pid = order(LabOrder.of(LabOrder.Verb.DOWN)).lab().supervisorPid();
        awaitEnd(pid, LONGEST);
    }

    static void awaitEnd(long pid, Duration longest) throws LabException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new LabException(
                        "supervisor.stays", Long.toString(pid), Long.toString(longest.toSeconds()));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// Gives one order and waits for its outcome.
    ///
    /// @throws LabException when no lab runs there, or it refuses
    public LabState order(LabOrder order) throws LabException {
        if (!folder.isHeld()) {
            throw new LabException(
                    folder.hasRemains() ? "remains" : "none", folder.path().toString());
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.controlSocket()));
            var line = Json.MAPPER.writeValueAsString(order) + "\n";
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(channel), StandardCharsets.UTF_8));
            @Nullable String answer = reader.readLine();
            if (answer == null) {
                throw new LabException("gone", folder.path().toString());
            }
            LabReply reply = Json.MAPPER.readValue(answer, LabReply.class);
            if (reply.errorCode() != null) {
                throw new LabException(reply.errorCode(), reply.errorArguments());
            }
            return Objects.requireNonNull(reply.state());
        } catch (IOException e) {
            throw new LabException(
                    "unreachable", folder.path().toString(), String.valueOf(e.getMessage()));
        }
    }
}
