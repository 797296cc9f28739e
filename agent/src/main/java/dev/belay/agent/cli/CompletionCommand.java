package dev.belay.agent.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Prints what a shell needs to complete command lines of `belay`.
final class CompletionCommand implements Command {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .type(String.class)
                        .required(true)
                        .arity("1")
                        .paramLabel("bash|zsh|fish")
                        .completionCandidates(SHELLS)
                        .description(terminal.text("parameter.shell"))
                        .build());
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        String shell = Given.parameter(given, 0);
        if (!SHELLS.contains(shell)) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("completion.unknown", shell));
        }
        CommandLine whole = new CommandTree(terminal).whole();
        // The script for bash loads bash's emulation in zsh by itself.
        terminal.out()
                .print(
                        shell.equals("fish")
                                ? FishCompletion.of(whole)
                                : AutoComplete.bash("belay", whole));
        return ExitCode.DONE;
    }
}
