package dev.belay.agent.cli;

import dev.belay.agent.cli.Columns.Cell;
import dev.belay.api.ConfigSetView;
import dev.belay.reach.ApiClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The config sets, one a line.
final class ConfigListCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        List<ConfigSetView> sets = AgentAccess.ask(given, terminal, ApiClient::configSets);
        if (Given.isSet(given, "--json")) {
            terminal.json(sets);
            return ExitCode.DONE;
        }
        if (sets.isEmpty()) {
            terminal.out().println(terminal.text("config.none"));
            return ExitCode.DONE;
        }
        var columns = new Columns();
        for (ConfigSetView set : sets) {
            long followed = set.nodes().stream().filter(one -> one.version() == set.live()).count();
            long drifted = set.nodes().stream().filter(one -> !one.drift().isEmpty()).count();
            columns.row(
                    Cell.of(set.name()),
                    Cell.of(set.target()),
                    Cell.of(terminal.text("config.live", set.live())),
                    Cell.of(terminal.text("config.followed", followed, set.nodes().size())),
                    Cell.of(drifted == 0 ? "" : terminal.text("config.drifted", drifted)));
        }
        columns.lines().forEach(terminal.out()::println);
        return ExitCode.DONE;
    }
}
