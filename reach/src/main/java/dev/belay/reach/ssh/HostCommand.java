package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/// One program on a host. sshd hands one line to the user's shell, so each word is quoted for it.
final class HostCommand {
    private static final int KEPT = 65_536;

    private final SSHClient client;
    private final SshTarget target;
    private final List<String> words;

    HostCommand(SSHClient client, SshTarget target, List<String> words) {
        this.client = client;
        this.target = target;
        this.words = List.copyOf(words);
    }

    HostAnswer run(InputStream input, Duration time) throws AgentException {
        boolean begun = false;
        try (Session session = client.startSession();
                Deadline deadline = Deadline.in(time, () -> end(session))) {
            Session.Command command = session.exec(line());
            begun = true;
            CompletableFuture<byte[]> output = reader(command.getInputStream());
            CompletableFuture<byte[]> complaint = reader(command.getErrorStream());
            try (OutputStream out = command.getOutputStream()) {
                input.transferTo(out);
                // Closing alone drops what is left when sshd has no room for it at that moment.
                out.flush();
            } catch (IOException e) {
                // A program that does not read to the end says why on its error channel.
                if (deadline.hasExpired()) {
                    throw e;
                }
            }
            HostAnswer answer = answer(command, output.get(), complaint.get());
            if (deadline.hasExpired() || answer == null) {
                throw new IOException("no end within " + time.toSeconds() + " s");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(begun, e);
        } catch (IOException | IllegalStateException | ExecutionException e) {
            throw failed(begun, e);
        }
    }

    private static @Nullable HostAnswer answer(
            Session.Command command, byte[] output, byte[] complaint) throws IOException {
        command.join();
        Integer status = command.getExitStatus();
        return status == null
                ? null
                : new HostAnswer(
                        status,
                        new String(output, StandardCharsets.UTF_8),
                        new String(complaint, StandardCharsets.UTF_8));
    }

    private AgentException failed(boolean begun, Exception e) {
        return new AgentException(
                begun ? AgentException.Kind.UNKNOWN : AgentException.Kind.UNREACHABLE,
                new ApiError(
                        "ssh-command",
                        "the end of '" + words.getFirst() + "' on " + target.describe(),
                        "'" + Login.deepest(e) + "'",
                        begun
                                ? "look on the host whether it was done, then go on"
                                : "check the connection, then try again"),
                e);
    }

    private String line() {
        return words.stream().map(SocketProbe::quoted).collect(Collectors.joining(" "));
    }

    private static CompletableFuture<byte[]> reader(InputStream stream) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    ByteArrayOutputStream kept = new ByteArrayOutputStream();
                    byte[] buffer = new byte[8_192];
                    try {
                        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                            kept.write(buffer, 0, Math.min(n, KEPT - kept.size()));
                        }
                        read.complete(kept.toByteArray());
                    } catch (IOException e) {
                        read.completeExceptionally(e);
                    }
                });
        return read;
    }

    private static void end(Session session) {
        try {
            session.close();
        } catch (IOException | IllegalStateException _) {
            // It only has to end the wait.
        }
    }
}
