package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.Pipe;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/// One SSH connection to a node, and any number of pipes through it to the node's agent.
public final class SshReach implements AgentPath, Closeable {

    /// How bytes get from sshd to the agent's socket.
    private enum Way {
        UNTRIED,
        STREAM_LOCAL,
        DIAL
    }

    private final SshTarget target;
    private final String socket;
    private final String dialCommand;
    private final List<SSHClient> clients;
    private final SSHClient client;
    private final SshFacts facts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Way way = Way.UNTRIED;

    private SshReach(SshTarget target, String socket, List<SSHClient> clients, SshFacts facts) {
        this.target = target;
        this.socket = socket;
        this.dialCommand = "belay dial-stdio --socket " + SocketProbe.quoted(socket);
        this.clients = List.copyOf(clients);
        this.client = clients.getLast();
        this.facts = facts;
    }

    /// Connects through all jumps and logs in. Blocks, also while the user is asked; the agent
    /// itself is not touched yet.
    ///
    /// @param socket path of the agent's unix socket on the node
    /// @param onLost told once, on any thread, when the connection is lost later
    public static SshReach connect(
            SshTarget target, String socket, SshPorts ports, Consumer<String> onLost)
            throws AgentException {
        if (!socket.startsWith("/") || socket.chars().anyMatch(Character::isISOControl)) {
            throw AgentException.refused(
                    new ApiError(
                            "ssh-socket-path",
                            "an absolute path of a unix socket",
                            "'" + socket + "'",
                            "leave it out for /run/belay/agent.sock"));
        }
        AtomicBoolean told = new AtomicBoolean();
        AtomicBoolean open = new AtomicBoolean();
        Consumer<String> once =
                why -> {
                    if (open.get() && told.compareAndSet(false, true)) {
                        onLost.accept(why);
                    }
                };
        List<SSHClient> clients = new ArrayList<>();
        try {
            for (SshTarget jump : target.jumps()) {
                clients.add(new SshHop(jump, ports, last(clients)).connect(once).client());
            }
            SshHop.Open hop = new SshHop(target, ports, last(clients)).connect(once);
            clients.add(hop.client());
            SshReach reach = new SshReach(target, socket, clients, facts(target, hop));
            open.set(true);
            if (!hop.client().getTransport().isRunning()) {
                once.accept("the SSH connection to " + target.describe() + " was lost at once");
            }
            return reach;
        } catch (AgentException e) {
            clients.reversed().forEach(SshHop::close);
            throw e;
        }
    }

    private static @Nullable SSHClient last(List<SSHClient> clients) {
        return clients.isEmpty() ? null : clients.getLast();
    }

    private static SshFacts facts(SshTarget target, SshHop.Open hop) {
        return new SshFacts(
                target.describe(),
                target.jumps().stream().map(SshTarget::describe).toList(),
                hop.client().getTransport().getServerVersion(),
                hop.key().typeName(),
                hop.key().fingerprint(),
                hop.authenticatedBy(),
                hop.algorithms(),
                target.notes());
    }

    public SshFacts facts() {
        return facts;
    }

    @Override
    public String describe() {
        return target.describe();
    }

    @Override
    public Pipe open() throws AgentException {
        try {
            return way == Way.DIAL ? dial() : streamLocal();
        } catch (IOException | IllegalStateException e) {
            throw new AgentException(
                    AgentException.Kind.UNREACHABLE,
                    new ApiError(
                            "ssh-lost",
                            "a channel to " + target.describe(),
                            "'" + Login.deepest(e) + "'",
                            "the connection is made again by itself in the studio; else try again"),
                    e);
        }
    }

    /// Runs a program on the host and waits for its end.
    ///
    /// @param words the program and its arguments, each reaching it as it is; nothing secret, other
    ///   users of the host see them
    /// @param input what the program reads, to its end
    /// @param deadline for all of it
    /// @throws AgentException of kind UNKNOWN when it was begun and nobody knows how it ended
    public HostAnswer run(List<String> words, InputStream input, Duration deadline)
            throws AgentException {
        return new HostCommand(client, target, words).run(input, deadline);
    }

    private Pipe streamLocal() throws IOException, AgentException {
        StreamLocalChannel channel = new StreamLocalChannel(client.getConnection(), socket);
        try {
            channel.open();
            way = Way.STREAM_LOCAL;
            return new ChannelPipe(channel);
        } catch (OpenFailException e) {
            new SocketProbe(client, target, socket).look();
            return dial();
        }
    }

    private Pipe dial() throws IOException {
        Session session = client.startSession();
        return new DialPipe(
                session, session.exec(dialCommand), dialCommand, this::stayWithDialling);
    }

    private void stayWithDialling() {
        way = Way.DIAL;
    }

    /// Whether the fallback is in use, because sshd does not forward to unix sockets.
    public boolean dials() {
        return way == Way.DIAL;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            clients.reversed().forEach(SshHop::close);
        }
    }
}
