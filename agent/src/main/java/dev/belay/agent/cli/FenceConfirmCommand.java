package dev.belay.agent.cli;

import dev.belay.api.FenceView;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Says that a person has seen to it that a node is stopped.
final class FenceConfirmCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "member");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String node = Given.parameter(given, 0);
        Question.confirm(given, terminal, terminal.text("fence.confirm.ask", node));
        FenceView view = AgentAccess.change(given, terminal, one -> one.confirmFence(node));
        if (Given.isSet(given, "--json")) {
            terminal.json(view);
        } else {
            terminal.out().println(terminal.text("fence.confirm.done", node));
        }
        return ExitCode.DONE;
    }
}
