package dev.belay.agent.cli;

import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Gives the host another name; a member leaves for that and comes back.
final class NodeRenameCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NAME", "hostname");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String name = Given.parameter(given, 0);
        Question.confirm(given, terminal, terminal.text("node.rename.ask", name));
        NodeStanding standing =
                AgentAccess.change(
                        given, terminal, client -> client.renameNode(new NodeRename(name)));
        if (Given.isSet(given, "--json")) {
            terminal.json(standing);
        } else {
            terminal.out()
                    .println(
                            terminal.text(
                                    "node.rename.done", standing.hostName(), standing.node()));
        }
        return ExitCode.DONE;
    }
}
