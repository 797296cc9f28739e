package dev.belay.agent.cli;

import dev.belay.api.Rotation;
import dev.belay.api.TrustView;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Changes the node's key, or the cluster's authority and with it every node's.
final class KeyRotateCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--authority");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        boolean authority = Given.isSet(given, "--authority");
        if (authority) {
            Question.confirm(given, terminal, terminal.text("key.rotate.ask"));
        }
        TrustView trust =
                AgentAccess.change(
                        given, terminal, client -> client.rotateKeys(new Rotation(authority)));
        if (Given.isSet(given, "--json")) {
            terminal.json(trust);
        } else {
            terminal.out()
                    .println(terminal.text(authority ? "key.rotate.begun" : "key.rotate.node"));
        }
        return ExitCode.DONE;
    }
}
