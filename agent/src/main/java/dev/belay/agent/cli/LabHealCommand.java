package dev.belay.agent.cli;

import dev.belay.agent.lab.LabOrder;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Mends links: all, those of one node, or the one between two.
final class LabHealCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.rest(spec, terminal, 0, "0..2", "NODE", "heal");
        LabAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        List<String> nodes = Given.rest(given, 0);
        return LabAccess.order(
                given,
                terminal,
                new LabOrder(
                        LabOrder.Verb.HEAL,
                        nodes.isEmpty() ? "" : nodes.getFirst(),
                        nodes.size() < 2 ? "" : nodes.get(1),
                        false));
    }
}
