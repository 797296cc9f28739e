package dev.belay.agent.cli;

import dev.belay.api.FenceView;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Shows when nodes were stopped for certain, and what was seen.
final class FenceHistoryCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        FenceView view = AgentAccess.ask(given, terminal, ApiClient::fencing);
        if (Given.isSet(given, "--json")) {
            terminal.json(view);
            return ExitCode.DONE;
        }
        if (view.history().isEmpty()) {
            terminal.out().println(terminal.text("fence.never"));
        }
        view.history().forEach(one -> FenceText.print(one, terminal));
        return ExitCode.DONE;
    }
}
