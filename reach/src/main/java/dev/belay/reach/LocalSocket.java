package dev.belay.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The agent of this machine, by its unix socket.
public final class LocalSocket implements AgentPath {

    /// Where an installed agent listens.
    public static final Path DEFAULT = Path.of("/run/belay/agent.sock");

    /// Connecting takes microseconds unless the agent is stopped and its backlog full.
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(3);

    private final Path socket;

    public LocalSocket(Path socket) {
        this.socket = socket;
    }

    @Override
    public String describe() {
        return socket.toString();
    }

    @Override
    public Pipe open() throws AgentException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException | UnsupportedOperationException e) {
            throw unreachable(
                    "no-unix-sockets", "'" + e.getMessage() + "'", "use -H to go by SSH", e);
        }
        ChannelPipe pipe = new ChannelPipe(channel);
        Deadline deadline = Deadline.in(CONNECT_DEADLINE, pipe::close);
        try (deadline) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return pipe;
        } catch (IOException e) {
            pipe.close();
            throw why(e, deadline.hasExpired());
        }
    }

    private AgentException why(IOException e, boolean silent) {
        if (silent) {
            return unreachable(
                    "agent-silent",
                    "that nobody takes the connection",
                    "look whether the agent's process is paused",
                    e);
        }
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("permission denied")) {
            return unreachable("socket-permission", "'permission denied'", permissionAdvice(), e);
        }
        if (message.contains("too long")) {
            return unreachable(
                    "socket-path-too-long",
                    "a path that is too long for a unix socket",
                    "use a socket with a path of at most 107 bytes",
                    e);
        }
        if (message.contains("no such file") || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return unreachable(
                    "socket-missing",
                    "no such file",
                    "start the agent (systemctl start belayd, or belay agent run), or name its socket"
                            + " with --socket",
                    e);
        }
        if (message.contains("refused")) {
            return unreachable(
                    "socket-dead",
                    "a socket on which nobody listens",
                    "the agent has ended: start it again",
                    e);
        }
        return unreachable(
                "socket-failed", "'" + e.getMessage() + "'", "check the path of the socket", e);
    }

    private String permissionAdvice() {
        return group().map(group ->
                        "become a member of the group '"
                                + group
                                + "' (usermod -aG "
                                + group
                                + " "
                                + System.getProperty("user.name")
                                + ") and log in again, or ask root")
                .orElse("become a member of the group that owns the socket's folder, or ask root");
    }

    /// The group that may use the socket, as far as this user may see it.
    private Optional<String> group() {
        for (Path place = socket; place != null; place = place.getParent()) {
            try {
                String group =
                        Files.readAttributes(place, PosixFileAttributes.class).group().getName();
                return Optional.of(group);
            } catch (IOException | UnsupportedOperationException _) {
                // A closed folder hides what is in it: its own group then is the one to be in.
            }
        }
        return Optional.empty();
    }

    private AgentException unreachable(String code, String found, String advice, Exception cause) {
        return AgentException.unreachable(
                code, "the agent's unix socket at " + socket, found, advice, cause);
    }

    /// A connected channel as a pair of streams.
    private record ChannelPipe(SocketChannel channel, InputStream input, OutputStream output)
            implements Pipe {

        ChannelPipe(SocketChannel channel) {
            this(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException _) {
                // Closed it is.
            }
        }
    }
}
