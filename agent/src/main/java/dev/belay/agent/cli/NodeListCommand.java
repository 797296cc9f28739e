package dev.belay.agent.cli;

import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The members with their states.
final class NodeListCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        ClusterStatus status = AgentAccess.ask(given, terminal, ApiClient::status);
        if (Given.isSet(given, "--json")) {
            terminal.json(status.nodes());
        } else {
            new StatusReport(terminal).members(status).forEach(terminal.out()::println);
        }
        return ExitCode.DONE;
    }
}
