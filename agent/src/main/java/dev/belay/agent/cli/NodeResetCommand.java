package dev.belay.agent.cli;

import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeStanding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Takes the node out of its cluster, and gives up what it has of it.
final class NodeResetCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--standalone");
        Given.flag(spec, terminal, "--lost");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        boolean standalone = Given.isSet(given, "--standalone");
        Question.confirm(
                given,
                terminal,
                terminal.text(standalone ? "node.reset.ask.standalone" : "node.reset.ask"));
        var removal =
                new MemberRemoval(
                        standalone ? Afterwards.STANDALONE : Afterwards.WIPE,
                        Given.isSet(given, "--lost"));
        NodeStanding standing =
                AgentAccess.change(given, terminal, client -> client.resetNode(removal));
        if (Given.isSet(given, "--json")) {
            terminal.json(standing);
        } else {
            terminal.out().println(terminal.text("node.reset.done", standing.node()));
        }
        return ExitCode.DONE;
    }
}
