package dev.belay.agent.cli;

import dev.belay.api.ConfigDiff;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What differs between two versions, or between a version and a node.
final class ConfigDiffCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SET", "set");
        Given.parameter(spec, terminal, 1, "A", "diff.from");
        Given.parameter(spec, terminal, 2, "B", "diff.to");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        ConfigDiff diff =
                AgentAccess.change(
                        given,
                        terminal,
                        client ->
                                client.configDiff(
                                        Given.parameter(given, 0),
                                        Given.parameter(given, 1),
                                        Given.parameter(given, 2)));
        if (Given.isSet(given, "--json")) {
            terminal.json(diff);
            return ExitCode.DONE;
        }
        for (ConfigDiff.FileDiff file : diff.files()) {
            terminal.out()
                    .println(
                            file.path()
                                    + ": "
                                    + file.change().name().toLowerCase(Locale.ROOT)
                                    + (file.facts().isEmpty() ? "" : ", " + file.facts()));
            file.unified().lines().forEach(terminal.out()::println);
        }
        return ExitCode.DONE;
    }
}
