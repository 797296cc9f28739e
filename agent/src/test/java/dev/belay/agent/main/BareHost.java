package dev.belay.agent.main;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentConfig.AddressGuarding;
import dev.belay.agent.config.AgentConfig.Enrolling;
import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.host.Clock;
import dev.belay.agent.join.HostName;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A host with an agent that is in no cluster at first, with real certificates, sockets and
/// consensus; only its name is made up.
final class BareHost implements AutoCloseable {

    /// Names that lead to an address, on all hosts of one test.
    static final class Names {
        volatile boolean all;
        final Set<String> known = ConcurrentHashMap.newKeySet();
    }

    final Path folder;
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final String address;
    private final Names names;
    private @Nullable RunningAgent agent;

    BareHost(Path folder, String name, String address, Names names) {
        this.folder = folder;
        this.address = address;
        this.names = names;
        names.known.add(name);
        if (!Files.exists(folder.resolve("name"))) {
            rename(name);
        }
    }

    /// Gives the host another name, as an administrator does; it is kept over restarts.
    void rename(String name) {
        try {
            Files.writeString(folder.resolve("name"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BareHost start() throws StartRefused {
        agent =
                RunningAgent.start(
                        config(),
                        Clock.system(),
                        new PrintStream(log, true, StandardCharsets.UTF_8),
                        _ -> {},
                        member -> {
                            var consensus = new RatisConsensus(member, Clock.system()::now);
                            return new RunningAgent.Joining(consensus, consensus::start, consensus);
                        },
                        new Name());
        return this;
    }

    ApiClient api() {
        return new ApiClient(new LocalSocket(socket()), ApiClient.MEMBERSHIP);
    }

    Path stateDir() {
        return folder.resolve("state");
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private AgentConfig config() {
        return new AgentConfig(
                "",
                "",
                "",
                List.of(),
                stateDir(),
                socket(),
                address,
                7420,
                Tls.below(stateDir()),
                "127.0.0.1",
                0,
                new Groups("no-see", "no-run", "no-all"),
                new Enrolling("", "z", 7421, "", 0),
                AddressGuarding.AUTO,
                AgentConfig.WatchedBy.NOBODY,
                AgentConfig.REMOTE_KEY);
    }

    void stop() {
        Objects.requireNonNull(agent).stop("test");
        agent = null;
    }

    @Override
    public void close() {
        if (agent != null) {
            stop();
        }
    }

    private final class Name implements HostName {
        @Override
        public String now() {
            try {
                return Files.readString(folder.resolve("name"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void change(String other) {
            rename(other);
        }

        @Override
        public boolean resolves(String asked) {
            return names.all || names.known.contains(asked);
        }
    }
}
