package dev.belay.agent.cli;

import dev.belay.agent.lab.LabClient;
import dev.belay.agent.lab.LabException;
import dev.belay.agent.lab.LabFolder;
import dev.belay.agent.lab.LabOrder;
import dev.belay.agent.lab.LabState;
import dev.belay.api.LabDescription;
import dev.belay.api.RefusalText;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Which agent a command talks to, and how it gets there.
final class AgentAccess {

    /// Something was asked and no answer came: nothing has failed that a script could tell.
    private static final Set<String> ASKED_IN_VAIN = Set.of("agent-silent", "agent-lost");

    /// An agent that lives answers within this, even on a busy machine; a paused one never.
    private static final Duration PROBE = Duration.ofMillis(700);

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

    /// Asks on a way that is there already, so that a command finds it once.
    static <T> T ask(ApiClient client, Terminal terminal, Question<T> question) throws Refusal {
        try {
            return question.ask(client);
        } catch (AgentException e) {
            throw refusal(e, terminal);
        }
    }

    /// Asks for something that other nodes take part in, so that it may take long.
    static <T> T change(ParseResult given, Terminal terminal, Question<T> question) throws Refusal {
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
                    case REFUSED -> ExitCode.FAILED;
                    case UNREACHABLE ->
                            ASKED_IN_VAIN.contains(e.error().code())
                                    ? ExitCode.UNKNOWN
                                    : ExitCode.FAILED;
                    case UNKNOWN -> ExitCode.UNKNOWN;
                };
        return new Refusal(code, String.valueOf(e.getMessage()));
    }

    static ApiClient client(ParseResult given, Terminal terminal) throws Refusal {
        return new ApiClient(path(given, terminal));
    }

    /// The ways to all agents that are known without being named, the one of {@link #client} first:
    /// some go on when that one is gone.
    static List<ApiClient> clients(ParseResult given, Terminal terminal) throws Refusal {
        List<AgentPath> paths = new ArrayList<>();
        if (isNamed(given, terminal) || Files.exists(LocalSocket.DEFAULT)) {
            paths.add(path(given, terminal));
        } else {
            paths.addAll(labNodes(terminal, Integer.MAX_VALUE));
        }
        if (paths.isEmpty()) {
            paths.add(new LocalSocket(LocalSocket.DEFAULT));
        }
        return paths.stream().map(ApiClient::new).toList();
    }

    private static boolean isNamed(ParseResult given, Terminal terminal) {
        return given.hasMatchedOption("--socket")
                || Given.text(given, "--host").isPresent()
                || !terminal.environment().getOrDefault("BELAY_SOCKET", "").isEmpty();
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
                : labNodes(terminal, 1).stream()
                        .findFirst()
                        .orElseGet(() -> new LocalSocket(LocalSocket.DEFAULT));
    }

    /// A machine without an agent of its own may run a lab: then the first of its nodes that
    /// answers is meant.
    ///
    /// @param most how many are wanted
    private static List<AgentPath> labNodes(Terminal terminal, int most) {
        Optional<LabDescription> lab =
                LabFolder.standard(terminal.environment()).describedIfRunning();
        if (lab.isEmpty()) {
            return List.of();
        }
        Map<String, String> hosts = hostRoots(lab.get());
        List<AgentPath> found = new ArrayList<>();
        for (LabDescription.LabNode node : lab.get().nodes()) {
            var path = new LocalSocket(Path.of(hosts.getOrDefault(node.id(), "") + node.socket()));
            // One that is down or paused is passed over.
            if (found.size() < most && answers(path)) {
                if (found.isEmpty()) {
                    terminal.err()
                            .println(terminal.text("access.lab", node.id(), lab.get().folder()));
                    terminal.err().flush();
                }
                found.add(path);
            }
        }
        return found;
    }

    /// Where the files of nodes begin that are hosts of their own; none for others.
    private static Map<String, String> hostRoots(LabDescription lab) {
        if (lab.kind() != LabDescription.Kind.NETNS) {
            return Map.of();
        }
        try {
            var client = new LabClient(new LabFolder(Path.of(lab.folder())));
            return client.order(LabOrder.of(LabOrder.Verb.STATUS)).nodes().stream()
                    .collect(
                            Collectors.toMap(
                                    LabState.NodeView::id,
                                    view -> "/proc/" + view.hostPid() + "/root"));
        } catch (LabException e) {
            // It is going down: nobody there can be asked.
            return Map.of();
        }
    }

    /// Whether an agent is there that is not paused.
    static boolean answers(AgentPath path) {
        try {
            new ApiClient(path, PROBE).whoAmI();
            return true;
        } catch (AgentException e) {
            return false;
        }
    }
}
