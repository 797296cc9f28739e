package dev.belay.agent.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// What an SSH session of a lab's node can run: `belay dial-stdio`, nothing else.
final class DialStdio implements Command {

    private static final int NOT_FOUND = 127;
    private static final int FAILED = 1;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final String commandLine;
    private final Path socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private @Nullable SocketBridge bridge;

    DialStdio(String commandLine, Path socket) {
        this.commandLine = commandLine;
        this.socket = socket;
    }

    /// Whether the words are the one command that is allowed, with its socket named or not.
    static boolean isAllowed(String commandLine, Path socket) {
        List<String> words =
                List.of(commandLine.replace("'", "").replace("\"", "").strip().split("\\s+"));
        if (words.size() < 2
                || !Path.of(words.getFirst()).endsWith("belay")
                || !words.get(1).equals("dial-stdio")) {
            return false;
        }
        return words.size() == 2
                || (words.size() == 4
                        && words.get(2).equals("--socket")
                        && StreamLocalChannel.leadsTo(words.get(3), socket));
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        var callback = set(exit);
        if (!isAllowed(commandLine, socket)) {
            complain(
                    "only 'belay dial-stdio' runs on a node of this lab, found '"
                            + commandLine
                            + "'");
            callback.onExit(NOT_FOUND);
            return;
        }
        try {
            var fresh =
                    SocketBridge.connect(
                            socket,
                            new SocketBridge.Listener() {
                                @Override
                                public void delivered(int bytes) {}

                                @Override
                                public void ended() {
                                    callback.onExit(0);
                                }
                            });
            bridge = fresh;
            var from = set(in);
            Thread.ofVirtual().start(() -> read(from, fresh));
            fresh.start(new Flushing(set(out)));
        } catch (IOException e) {
            complain("the agent's socket " + socket + " did not answer: " + e.getMessage());
            callback.onExit(FAILED);
        }
    }

    private static void read(InputStream from, SocketBridge to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from) {
            for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                to.send(chunk, 0, n);
            }
            to.end();
        } catch (IOException e) {
            to.close();
        }
    }

    private void complain(String message) throws IOException {
        var to = set(err);
        to.write(("belay: " + message + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    @Override
    public void destroy(ChannelSession channel) {
        SocketBridge open = bridge;
        if (open != null) {
            open.close();
        }
    }

    private static <T> T set(@Nullable T stream) {
        if (stream == null) {
            throw new IllegalStateException(
                    "the server sets all streams before it starts a command");
        }
        return stream;
    }

    /// Passes every write on at once: the answer to a request must not wait for the next one.
    private static final class Flushing extends OutputStream {
        private final OutputStream to;

        Flushing(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int octet) throws IOException {
            to.write(octet);
            to.flush();
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            to.write(data, offset, length);
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
