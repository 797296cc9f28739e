package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.FenceTest;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Asks the fence devices of a node for its power; does nothing to it.
final class FenceTestCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "NODE", "member");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String node = Given.parameter(given, 0);
        FenceTest test = AgentAccess.change(given, terminal, one -> one.testFence(node));
        if (Given.isSet(given, "--json")) {
            terminal.json(test);
        } else {
            var lines = new Columns();
            for (FenceTest.Answer one : test.answers()) {
                lines.row(
                        Cell.of(one.device()),
                        Cell.of(
                                terminal.text(
                                        "fence.power."
                                                + one.says().name().toLowerCase(Locale.ROOT))),
                        Cell.of(one.millis() + " ms"),
                        Cell.of(one.evidence()));
            }
            lines.lines().forEach(terminal.out()::println);
        }
        boolean allSay =
                test.answers().stream()
                        .allMatch(one ->
                                one.says() == FenceTest.Power.ON
                                        || one.says() == FenceTest.Power.OFF);
        return allSay ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }
}
