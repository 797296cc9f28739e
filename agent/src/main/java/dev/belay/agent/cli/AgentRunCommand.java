package dev.belay.agent.cli;

import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.executor.ExecutorSettings;
import dev.belay.agent.executor.RemoteAgent;
import dev.belay.agent.main.AgentMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Runs the agent in the foreground: as a member of a cluster, or as a remote node of one.
final class AgentRunCommand implements Command {

    private static final String REMOTE = "--remote";
    private static final List<String> OF_REMOTE =
            List.of("--address", "--port", "--key", "--state-dir");

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
        Given.flag(spec, terminal, REMOTE);
        ofRemote(spec, terminal, String.class, "ADDRESS", "address");
        ofRemote(spec, terminal, Integer.class, "PORT", "port");
        ofRemote(spec, terminal, String.class, "FILE", "key");
        ofRemote(spec, terminal, String.class, "FOLDER", "state-dir");
    }

    private static void ofRemote(
            CommandSpec spec, Terminal terminal, Class<?> type, String label, String name) {
        spec.addOption(
                OptionSpec.builder("--" + name)
                        .type(type)
                        .paramLabel(label)
                        .description(terminal.text("agent.run.option." + name))
                        .build());
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException {
        boolean dieWithParent = Given.isSet(given, "--die-with-parent");
        if (Given.isSet(given, REMOTE)) {
            return runRemote(given, terminal, dieWithParent);
        }
        Optional<String> stray = OF_REMOTE.stream().filter(given::hasMatchedOption).findFirst();
        if (stray.isPresent()) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE, terminal.text("agent.run.only-remote", stray.get()));
        }
        Path config = Given.text(given, "--config").map(Path::of).orElse(AgentConfigFile.DEFAULT);
        int code = AgentMain.run(config, dieWithParent);
        return switch (code) {
            case AgentMain.STOPPED -> ExitCode.DONE;
            case AgentMain.WRONG_USAGE -> ExitCode.WRONG_USAGE;
            default -> ExitCode.FAILED;
        };
    }

    private static ExitCode runRemote(ParseResult given, Terminal terminal, boolean dieWithParent)
            throws Refusal, IOException, InterruptedException {
        try {
            ExecutorSettings settings =
                    ExecutorSettings.of(
                            new ExecutorSettings.Told(
                                    Given.text(given, "--address"),
                                    Optional.ofNullable(
                                            given.matchedOptionValue("--port", (Integer) null)),
                                    Given.text(given, "--key").map(Path::of),
                                    Given.text(given, "--state-dir").map(Path::of)),
                            terminal.environment());
            RemoteAgent.run(settings, dieWithParent, sentence -> log(terminal, sentence));
            return ExitCode.DONE;
        } catch (ExecutorSettings.WrongPort e) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("agent.run.port", e.found()));
        } catch (RemoteAgent.PortTaken e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("agent.run.taken", String.valueOf(e.getMessage())));
        }
    }

    private static void log(Terminal terminal, String sentence) {
        terminal.err().println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
        terminal.err().flush();
    }
}
