package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.FenceView;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Lists the fence devices of the design in force, and whether the node that answers can use them.
final class FenceDevicesCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        FenceView view = AgentAccess.ask(given, terminal, ApiClient::fencing);
        if (Given.isSet(given, "--json")) {
            terminal.json(view);
            return ExitCode.DONE;
        }
        terminal.out()
                .println(
                        terminal.text(view.automatic() ? "fence.automatic" : "fence.by-hand-only"));
        if (view.devices().isEmpty()) {
            terminal.out().println(terminal.text("fence.no-devices"));
            return ExitCode.DONE;
        }
        var lines = new Columns();
        for (FenceView.Device one : view.devices()) {
            lines.row(
                    Cell.of(one.id()),
                    Cell.of(one.agent()),
                    Cell.of(terminal.text("fence.level", Integer.toString(one.level()))),
                    Cell.of(String.join(", ", one.targets())),
                    Cell.of(
                            one.trouble().isEmpty()
                                    ? String.join(" ", one.verbs())
                                    : one.trouble()));
        }
        lines.lines().forEach(terminal.out()::println);
        boolean isFit = view.devices().stream().allMatch(one -> one.trouble().isEmpty());
        return isFit ? ExitCode.DONE : ExitCode.PROBLEMS_FOUND;
    }
}
