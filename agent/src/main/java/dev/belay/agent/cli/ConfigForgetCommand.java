package dev.belay.agent.cli;

import dev.belay.api.ConfigSetView;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The cluster forgets a set; the files stay.
final class ConfigForgetCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SET", "set");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String set = Given.parameter(given, 0);
        Question.confirm(given, terminal, terminal.text("config.forget.ask", set));
        List<ConfigSetView> left =
                AgentAccess.change(given, terminal, client -> client.forgetConfig(set));
        if (Given.isSet(given, "--json")) {
            terminal.json(left);
        } else {
            terminal.out().println(terminal.text("config.forget.done", set));
        }
        return ExitCode.DONE;
    }
}
