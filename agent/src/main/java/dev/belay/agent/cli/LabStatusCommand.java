package dev.belay.agent.cli;

import dev.belay.agent.lab.LabOrder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// How the lab stands.
final class LabStatusCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        return LabAccess.order(given, terminal, LabOrder.of(LabOrder.Verb.STATUS));
    }
}
