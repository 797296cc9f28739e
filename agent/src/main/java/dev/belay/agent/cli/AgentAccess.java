package dev.belay.agent.cli;

import dev.belay.agent.lab.LabFolder;
import dev.belay.api.LabDescription;
import dev.belay.api.RefusalText;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Which agent a command talks to, and how it gets there.
final class AgentAccess {

    private AgentAccess() {}

    /// A question to an agent.
    interface Question<T> {
        T ask(ApiClient client) throws AgentException;
    }

    static void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, String.class, "[USER@]HOST[:PORT]", null, "-H", "--host");
        Given.value(spec, terminal, Path.class, "FILE", null, "-i", "--identity");
        Given.value(spec, terminal, Path.class, "FILE", null, "--known-hosts");
        Given.value(spec, terminal, Path.class, "PATH", null, "--socket");
        Given.flag(spec, terminal, "--json");
    }

    /// Asks, and turns what went wrong into the exit code that stands for it.
    static <T> T ask(ParseResult given, Terminal terminal, Question<T> question) throws Refusal {
        try {
            return question.ask(client(given, terminal));
        } catch (AgentException e) {
            throw refusal(e);
        }
    }

    /// Asks for something that other nodes take part in, so that it may take long.
    static <T> T change(ParseResult given, Terminal terminal, Question<T> question)
            throws Refusal {
        try {
            return question.ask(new ApiClient(path(given, terminal), ApiClient.MEMBERSHIP));
        } catch (AgentException e) {
            throw refusal(e, terminal);
        }
    }

    /// In the reader's language, where this program has the words.
    static Refusal refusal(AgentException e, Terminal terminal) {
        return new Refusal(
                refusal(e).exitCode(), RefusalText.of(terminal.locale()).sentence(e.error()));
    }

    static Refusal refusal(AgentException e) {
        ExitCode code =
                switch (e.kind()) {
                    case REFUSED, UNREACHABLE -> ExitCode.FAILED;
                    case UNKNOWN -> ExitCode.UNKNOWN;
                };
        return new Refusal(code, String.valueOf(e.getMessage()));
    }

    static ApiClient client(ParseResult given, Terminal terminal) throws Refusal {
        return new ApiClient(path(given, terminal));
    }

    static AgentPath path(ParseResult given, Terminal terminal) throws Refusal {
        Path socket = given.matchedOptionValue("--socket", (Path) null);
        Optional<String> host = Given.text(given, "--host");
        if (host.isPresent()) {
            try {
                return new RemoteAccess(terminal)
                        .connect(
                                host.get(),
                                socket,
                                given.matchedOptionValue("--identity", (Path) null),
                                given.matchedOptionValue("--known-hosts", (Path) null));
            } catch (AgentException e) {
                throw refusal(e);
            }
        }
        if (socket != null) {
            return new LocalSocket(socket);
        }
        String fromEnvironment = terminal.environment().getOrDefault("BELAY_SOCKET", "");
        if (!fromEnvironment.isEmpty()) {
            return new LocalSocket(Path.of(fromEnvironment));
        }
        return Files.exists(LocalSocket.DEFAULT)
                ? new LocalSocket(LocalSocket.DEFAULT)
                : labNode(terminal).orElseGet(() -> new LocalSocket(LocalSocket.DEFAULT));
    }

    /// A machine without an agent of its own may run a lab: then its first living node is meant.
    private static Optional<AgentPath> labNode(Terminal terminal) {
        Optional<LabDescription> lab =
                LabFolder.standard(terminal.environment()).describedIfRunning();
        if (lab.isEmpty() || lab.get().kind() != LabDescription.Kind.LOOPBACK) {
            return Optional.empty();
        }
        for (LabDescription.LabNode node : lab.get().nodes()) {
            var path = new LocalSocket(Path.of(node.socket()));
            try {
                path.open().close();
                terminal.err().println(terminal.text("access.lab", node.id(), lab.get().folder()));
                terminal.err().flush();
                return Optional.of(path);
            } catch (AgentException _) {
                // This node is down or paused: the next one is asked.
            }
        }
        return Optional.empty();
    }
}
