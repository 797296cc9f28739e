package dev.belay.agent.cli;

import dev.belay.api.OperationView;
import dev.belay.reach.ApiClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Shows the plans that the cluster carried out, newest first.
final class OperationListCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        List<OperationView> all = AgentAccess.ask(given, terminal, ApiClient::operations);
        if (Given.isSet(given, "--json")) {
            terminal.json(all);
        } else if (all.isEmpty()) {
            terminal.out().println(terminal.text("operation.never"));
        } else {
            all.forEach(one -> terminal.out().println(OperationText.line(one, terminal)));
        }
        return ExitCode.DONE;
    }
}
