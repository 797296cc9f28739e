package dev.belay.agent.cli;

import dev.belay.agent.lab.LabOrder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Cuts the link between two nodes, in both directions or in one.
final class LabCutCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "A", "cut.from");
        Given.parameter(spec, terminal, 1, "B", "cut.to");
        Given.flag(spec, terminal, "--one-way");
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        return LabAccess.order(
                given,
                terminal,
                new LabOrder(
                        LabOrder.Verb.CUT,
                        Given.parameter(given, 0),
                        Given.parameter(given, 1),
                        Given.isSet(given, "--one-way")));
    }
}
