package dev.belay.agent.cli;

import dev.belay.api.OperationView;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Shows one operation: which of its steps are in force, and what can be done.
final class OperationShowCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "ID", "operation");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        long number = number(Given.parameter(given, 0), terminal);
        OperationView found =
                AgentAccess.ask(given, terminal, ApiClient::operations).stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.FAILED,
                                        terminal.text("operation.none", Long.toString(number))));
        if (Given.isSet(given, "--json")) {
            terminal.json(found);
        } else {
            OperationText.show(found, terminal);
        }
        return ExitCode.DONE;
    }

    /// @throws Refusal when it is no number
    static long number(String text, Terminal terminal) throws Refusal {
        try {
            return Long.parseLong(text.startsWith("op-") ? text.substring(3) : text);
        } catch (NumberFormatException e) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("operation.no-number", text));
        }
    }
}
