package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ssh.HostAnswer;
import dev.belay.reach.ssh.SshReach;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way to one host, whether an agent runs there or not: opened when it is first used, and anew
/// after it was lost. Its calls block and may come from any thread.
public final class HostDoor implements AutoCloseable {

    /// Opens the way.
    @FunctionalInterface
    interface Opener {
        Opened open(Consumer<String> onLost) throws AgentException;
    }

    /// A way that is open.
    ///
    /// @param path to the agent
    /// @param ssh null for a socket of this machine
    record Opened(AgentPath path, @Nullable SshReach ssh) {}

    private final String address;
    private final Opener opener;
    private final SessionSecrets secrets;
    private @Nullable Opened opened;
    private boolean closed;

    HostDoor(String address, Opener opener, SessionSecrets secrets) {
        this.address = address;
        this.opener = opener;
        this.secrets = secrets;
    }

    public String address() {
        return address;
    }

    /// The agent's API there.
    ///
    /// @param deadline of each call
    public ApiClient client(Duration deadline) throws AgentException {
        return new ApiClient(open().path(), deadline);
    }

    /// Connects, and says how; does not touch the agent.
    public String describe() throws AgentException {
        Opened now = open();
        SshReach ssh = now.ssh();
        return ssh == null
                ? now.path().describe()
                : ssh.facts().target() + " · " + ssh.facts().authenticatedBy();
    }

    /// Runs a program on the host, as {@link SshReach#run}.
    public HostAnswer run(List<String> words, InputStream input, Duration deadline)
            throws AgentException {
        SshReach ssh = open().ssh();
        if (ssh == null) {
            throw AgentException.refused(
                    new ApiError(
                            "host-local",
                            "a host behind SSH",
                            "'" + address + "', a socket of this computer",
                            "install the agent of this computer with its package"));
        }
        return ssh.run(words, input, deadline);
    }

    private synchronized Opened open() throws AgentException {
        if (closed) {
            throw NoTunnel.to(address);
        }
        Opened now = opened;
        if (now == null) {
            secrets.forgetDeclined();
            now = opener.open(why -> lost());
            opened = now;
        }
        return now;
    }

    private synchronized void lost() {
        opened = null;
    }

    /// Ends the connection and forgets its secrets; returns at once.
    @Override
    public void close() {
        Thread.ofVirtual()
                .name("door close")
                .start(() -> {
                    secrets.forget();
                    synchronized (this) {
                        closed = true;
                        SshReach ssh = opened == null ? null : opened.ssh();
                        opened = null;
                        if (ssh != null) {
                            ssh.close();
                        }
                    }
                });
    }
}
