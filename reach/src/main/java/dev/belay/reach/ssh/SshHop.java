package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/// Makes one SSH connection, by TCP or through an earlier hop, up to the login.
final class SshHop {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private static final Duration CHANNEL_DEADLINE = Duration.ofSeconds(10);

    private final SshTarget target;
    private final SshPorts ports;
    private final @Nullable SSHClient via;
    private volatile String algorithms = "";

    SshHop(SshTarget target, SshPorts ports, @Nullable SSHClient via) {
        this.target = target;
        this.ports = ports;
        this.via = via;
    }

    /// A hop that is logged in.
    ///
    /// @param client the connection
    /// @param key the host's key
    /// @param authenticatedBy how the login went
    /// @param algorithms what was agreed on
    record Open(SSHClient client, HostKey key, String authenticatedBy, String algorithms) {}

    /// Connects and logs in; asks about an unknown host key in between.
    ///
    /// @param onLost told once when the connection is lost later, with the reason
    Open connect(Consumer<String> onLost) throws AgentException {
        boolean asked = false;
        while (true) {
            HostKeyCheck check = new HostKeyCheck(knownHosts(), target, ports.watch());
            LastWords lastWords = new LastWords(said -> onLost.accept(lost(said)));
            SSHClient client = client(check, lastWords);
            try {
                exchangeKeys(client);
            } catch (IOException | IllegalStateException e) {
                // The latter when the exchange was over before the library looked whether it is.
                String said = lastWords.or(e, A_MOMENT);
                close(client);
                HostKey key = check.key();
                HostKeyVerdict verdict = check.verdict();
                if (key == null || verdict == null || verdict instanceof HostKeyVerdict.Known) {
                    throw keyExchangeFailed(e, said);
                }
                settle(key, verdict, asked);
                asked = true;
                continue;
            } catch (AgentException e) {
                close(client);
                throw e;
            }
            try {
                return logIn(client, check, lastWords);
            } catch (AgentException e) {
                close(client);
                throw e;
            }
        }
    }

    private Open logIn(SSHClient client, HostKeyCheck check, LastWords lastWords)
            throws AgentException {
        HostKey key = check.key();
        if (key == null) {
            throw new IllegalStateException("a key exchange without a host key");
        }
        ports.watch().began(ConnectStep.AUTHENTICATION, target.describe());
        String how = new Login(client, target, ports.secrets(), lastWords).run();
        ports.watch().passed(ConnectStep.AUTHENTICATION, target.describe(), how);
        return new Open(client, key, how, algorithms);
    }

    private KnownHosts knownHosts() throws AgentException {
        List<Path> files = new ArrayList<>();
        files.add(ports.ownKnownHosts());
        files.addAll(target.knownHosts());
        return KnownHosts.read(files);
    }

    private SSHClient client(HostKeyCheck check, LastWords lastWords) {
        SSHClient client = new SSHClient(SshAlgorithms.config());
        client.addHostKeyVerifier(check);
        client.addAlgorithmsVerifier(this::remember);
        client.getTransport().setTimeoutMs((int) target.connectTimeout().toMillis());
        client.getConnection().setTimeoutMs((int) CHANNEL_DEADLINE.toMillis());
        // Set before connecting: later it would never start.
        KeepAlive keepAlive = client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval((int) target.aliveInterval().toSeconds());
        if (keepAlive instanceof KeepAliveRunner runner) {
            runner.setMaxAliveCount(target.aliveCount());
        }
        client.getTransport().setDisconnectListener(lastWords);
        return client;
    }

    private String lost(String said) {
        return "the SSH connection to " + target.describe() + " was lost: " + said;
    }

    private boolean remember(NegotiatedAlgorithms agreed) {
        algorithms =
                agreed.getKeyExchangeAlgorithm() + ", " + agreed.getClient2ServerCipherAlgorithm();
        return true;
    }

    private void exchangeKeys(SSHClient client) throws IOException, AgentException {
        SSHClient earlier = via;
        if (earlier == null) {
            Socket socket = new TcpDialer(target, ports.watch()).dial();
            client.setSocketFactory(new ConnectedSocket(socket));
            ports.watch().began(ConnectStep.KEY_EXCHANGE, target.describe());
            try (Deadline deadline =
                    Deadline.in(target.connectTimeout(), () -> TcpDialer.close(socket))) {
                client.connect(target.host(), target.port());
                if (deadline.hasExpired()) {
                    throw new IOException("no key exchange in time");
                }
            }
            return;
        }
        DirectConnection channel = throughJump(earlier);
        ports.watch().began(ConnectStep.KEY_EXCHANGE, target.describe());
        try (Deadline deadline =
                Deadline.in(
                        target.connectTimeout(),
                        () -> {
                            try {
                                channel.getInputStream().close();
                            } catch (IOException _) {
                                // It only has to end the wait.
                            }
                        })) {
            client.connectVia(channel);
            if (deadline.hasExpired()) {
                throw new IOException("no key exchange in time");
            }
        }
    }

    private DirectConnection throughJump(SSHClient earlier) throws AgentException, IOException {
        ports.watch().began(ConnectStep.TCP, target.describe());
        try {
            DirectConnection channel = earlier.newDirectConnection(target.host(), target.port());
            ports.watch().passed(ConnectStep.TCP, target.describe(), "through the jump host");
            return channel;
        } catch (OpenFailException e) {
            throw new AgentException(
                    AgentException.Kind.UNREACHABLE,
                    new ApiError(
                            "ssh-jump",
                            "a way from the jump host to " + target.host() + ":" + target.port(),
                            "'" + e.getMessage() + "'",
                            "check the name there, and AllowTcpForwarding of the jump host's sshd"),
                    e);
        }
    }

    private void settle(HostKey key, HostKeyVerdict verdict, boolean asked) throws AgentException {
        String name = KnownHosts.name(target.hostKeyName(), target.port());
        String shown = key.typeName() + " key " + key.fingerprint();
        switch (verdict) {
            case HostKeyVerdict.Known _ -> {}
            case HostKeyVerdict.Changed changed ->
                    throw refused(
                            "ssh-host-key-changed",
                            name,
                            shown + " in place of " + changed.known().key().fingerprint(),
                            "find out why before anything else: somebody may be listening in. If the"
                                    + " host was set up anew, take the old key out of "
                                    + changed.known().place());
            case HostKeyVerdict.Revoked revoked ->
                    throw refused(
                            "ssh-host-key-revoked",
                            name,
                            shown + ", which is revoked at " + revoked.entry().place(),
                            "do not connect: give the host a new key");
            case HostKeyVerdict.Unknown unknown -> {
                if (asked) {
                    throw refused(
                            "ssh-host-key-unknown",
                            name,
                            "another key after the accepted one: " + shown,
                            "check that one host alone answers at this address");
                }
                askAbout(key, unknown, name, shown);
            }
        }
    }

    private void askAbout(HostKey key, HostKeyVerdict.Unknown unknown, String name, String shown)
            throws AgentException {
        boolean accepted =
                switch (target.strictHostKeys()) {
                    case YES -> false;
                    case ACCEPT_NEW -> true;
                    case ASK ->
                            ports.hostKeyQuestion()
                                    .accept(
                                            new HostKeyOffer(
                                                    name,
                                                    key.typeName(),
                                                    key.fingerprint(),
                                                    unknown.others().stream()
                                                            .map(KnownHostsLine::place)
                                                            .toList()));
                };
        if (!accepted) {
            throw refused(
                    "ssh-host-key-unknown",
                    name,
                    shown + ", which nobody accepted",
                    target.strictHostKeys() == StrictHostKeys.YES
                            ? "StrictHostKeyChecking is on: add the key to the known hosts first"
                            : "compare it with 'ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub' on the"
                                    + " host, then accept it");
        }
        KnownHosts.append(ports.ownKnownHosts(), target.hostKeyName(), target.port(), key);
    }

    private static AgentException refused(String code, String name, String found, String advice) {
        return AgentException.refused(
                new ApiError(code, "the known host key of '" + name + "'", found, advice));
    }

    private AgentException keyExchangeFailed(Exception cause, String said) {
        Optional<String> gap = AlgorithmGap.explain(said);
        if (gap.isPresent()) {
            return new AgentException(
                    AgentException.Kind.REFUSED,
                    new ApiError(
                            "ssh-no-common-algorithm",
                            "an algorithm that both sides hold for safe at " + target.describe(),
                            gap.get(),
                            "update the host's OpenSSH, or enable one of ours in its sshd_config"),
                    cause);
        }
        boolean certificate = said.contains("certificate check failed");
        boolean protocol = cause instanceof SSHException && !(cause instanceof TransportException);
        return new AgentException(
                certificate ? AgentException.Kind.REFUSED : AgentException.Kind.UNREACHABLE,
                new ApiError(
                        certificate ? "ssh-host-certificate" : "ssh-key-exchange",
                        "an SSH key exchange with " + target.describe(),
                        "'" + said + "'",
                        certificate || protocol
                                ? "look into the log of sshd on that host"
                                : "check that an SSH server listens there and is not overloaded"),
                cause);
    }

    static void close(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException _) {
            // Closed it is.
        }
    }
}
