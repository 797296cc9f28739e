package dev.belay.reach.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real ssh-agent on a socket of its own.
final class SshAgentProcess implements Closeable {

    private final Path socket;
    private final Process process;

    SshAgentProcess(Path socket) throws IOException {
        this.socket = socket;
        process =
                new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Await.until(() -> Files.exists(socket));
    }

    Path socket() {
        return socket;
    }

    void add(Path key) throws IOException, InterruptedException {
        ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        if (add.redirectErrorStream(true).start().waitFor() != 0) {
            throw new IOException("ssh-add " + key);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
