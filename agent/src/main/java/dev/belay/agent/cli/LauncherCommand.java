package dev.belay.agent.cli;

import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// A command that the launcher `belay` does itself, because it needs the studio's class path or
/// Maven; here for help and completion.
final class LauncherCommand implements Command {

    private final BiConsumer<CommandSpec, Terminal> options;

    private LauncherCommand(BiConsumer<CommandSpec, Terminal> options) {
        this.options = options;
    }

    static Command studio() {
        return new LauncherCommand((spec, terminal) -> {
            Given.rest(spec, terminal, 0, "0..1", "FILE", "design");
            Given.flag(spec, terminal, "--lab");
            looks(spec, terminal);
        });
    }

    static Command screenshots() {
        return new LauncherCommand((spec, terminal) -> {
            Given.parameter(spec, terminal, 0, "DIR", "screenshots");
            looks(spec, terminal);
        });
    }

    static Command test() {
        return new LauncherCommand((spec, terminal) -> {
            Given.flag(spec, terminal, "--no-netns");
            Given.value(spec, terminal, String.class, "DURATION", null, "--long");
        });
    }

    private static void looks(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, String.class, "en|ja", null, "--lang");
        Given.value(spec, terminal, String.class, "light|dark", null, "--theme");
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        options.accept(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        throw new Refusal(
                ExitCode.FAILED,
                terminal.text("failed.launcher", given.commandSpec().qualifiedName()));
    }
}
