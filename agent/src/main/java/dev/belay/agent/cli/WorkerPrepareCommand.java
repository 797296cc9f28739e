package dev.belay.agent.cli;

import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes the node a worker of the cluster whose admin showed a token.
final class WorkerPrepareCommand implements Command {

    /// More than any token has.
    private static final int MOST_BYTES = 4_096;

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.optional(spec, terminal, 0, "TOKEN", "token");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        String token = token(given, terminal);
        WorkerPrepared prepared =
                AgentAccess.change(
                        given, terminal, client -> client.prepareWorker(new WorkerPrepare(token)));
        if (Given.isSet(given, "--json")) {
            terminal.json(prepared);
        } else {
            terminal.out()
                    .println(
                            terminal.text(
                                    "worker.prepare.done",
                                    prepared.node(),
                                    prepared.clusterName(),
                                    prepared.clusterId(),
                                    prepared.admin()));
        }
        return ExitCode.DONE;
    }

    private static String token(ParseResult given, Terminal terminal) throws Refusal, IOException {
        Optional<String> named = Given.optional(given, 0);
        if (named.isEmpty()) {
            return Question.secret(
                    terminal,
                    terminal.text("worker.prepare.prompt"),
                    terminal.text("worker.prepare.no-terminal"));
        }
        return named.get().equals("-")
                ? new String(terminal.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                : named.get();
    }
}
