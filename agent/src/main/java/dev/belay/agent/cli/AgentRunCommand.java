package dev.belay.agent.cli;

import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.main.AgentMain;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Runs the agent in the foreground.
final class AgentRunCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.value(
                spec,
                terminal,
                String.class,
                "FILE",
                AgentConfigFile.DEFAULT.toString(),
                "--config");
        Given.flag(spec, terminal, "--die-with-parent");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) {
        Path config = Given.text(given, "--config").map(Path::of).orElse(AgentConfigFile.DEFAULT);
        int code = AgentMain.run(config, Given.isSet(given, "--die-with-parent"));
        return switch (code) {
            case AgentMain.STOPPED -> ExitCode.DONE;
            case AgentMain.WRONG_USAGE -> ExitCode.WRONG_USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
