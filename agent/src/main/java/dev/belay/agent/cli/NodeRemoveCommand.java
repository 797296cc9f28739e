package dev.belay.agent.cli;

import dev.belay.api.MemberRemoval;
import dev.belay.api.MemberRemoval.Afterwards;
import dev.belay.api.NodeStanding;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Takes a member out of the cluster.
final class NodeRemoveCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "member");
        Given.flag(spec, terminal, "--wipe");
        Given.flag(spec, terminal, "--lost");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String node = Given.parameter(given, 0);
        Question.confirm(given, terminal, terminal.text("node.remove.ask", node));
        var removal =
                new MemberRemoval(
                        Given.isSet(given, "--wipe") ? Afterwards.WIPE : Afterwards.STANDALONE,
                        Given.isSet(given, "--lost"));
        NodeStanding standing =
                AgentAccess.change(given, terminal, client -> client.removeMember(node, removal));
        if (Given.isSet(given, "--json")) {
            terminal.json(standing);
        } else {
            terminal.out().println(terminal.text("node.remove.done", node));
        }
        return ExitCode.DONE;
    }
}
