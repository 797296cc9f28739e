package dev.belay.agent.cli;

import dev.belay.api.ConfigSetView;
import dev.belay.reach.ApiClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One set: its versions, its rollout, its nodes.
final class ConfigShowCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SET", "set");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String name = Given.parameter(given, 0);
        ConfigSetView set =
                AgentAccess.ask(given, terminal, ApiClient::configSets).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.FAILED, terminal.text("config.unknown", name)));
        if (Given.isSet(given, "--json")) {
            terminal.json(set);
        } else {
            new ConfigReport(terminal).lines(set).forEach(terminal.out()::println);
        }
        return ExitCode.DONE;
    }
}
