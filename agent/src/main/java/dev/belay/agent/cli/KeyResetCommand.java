package dev.belay.agent.cli;

import dev.belay.api.KeysReset;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes the node's key for enrollment, once.
final class KeyResetCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        Question.confirm(given, terminal, terminal.text("key.reset.ask"));
        KeysReset reset = AgentAccess.change(given, terminal, ApiClient::resetKeys);
        if (Given.isSet(given, "--json")) {
            terminal.json(reset);
        } else {
            terminal.out()
                    .println(terminal.text("key.reset.done", reset.node(), reset.fingerprint()));
        }
        return ExitCode.DONE;
    }
}
