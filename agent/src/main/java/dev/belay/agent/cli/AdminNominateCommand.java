package dev.belay.agent.cli;

import dev.belay.api.NodeStanding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes another member the admin.
final class AdminNominateCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "member");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String node = Given.parameter(given, 0);
        NodeStanding standing =
                AgentAccess.change(given, terminal, client -> client.nominate(node));
        if (Given.isSet(given, "--json")) {
            terminal.json(standing);
        } else {
            terminal.out().println(terminal.text("admin.nominate.done", node));
        }
        return ExitCode.DONE;
    }
}
