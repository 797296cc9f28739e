package dev.belay.agent.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line's entry: arguments in, exit code out.
public final class Belay {

    private Belay() {}

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        int code = run(args, terminal).code();
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }

    static ExitCode run(String[] args, Terminal terminal) {
        var tree = new CommandTree(terminal);
        CommandLine line = tree.lineFor(args);
        try {
            ParseResult given = line.parseArgs(args);
            while (given.hasSubcommand()) {
                given = given.subcommand();
            }
            return run(given, terminal);
        } catch (ParameterException e) {
            terminal.error(WrongUsage.sentence(e, terminal));
            return ExitCode.WRONG_USAGE;
        }
    }

    private static ExitCode run(ParseResult given, Terminal terminal) {
        CommandLine line = given.commandSpec().commandLine();
        if (given.isUsageHelpRequested()) {
            // Wide characters make picocli lose the last line feed.
            terminal.out().println(line.getUsageMessage().stripTrailing());
            return ExitCode.DONE;
        }
        if (given.isVersionHelpRequested()) {
            line.printVersionHelp(terminal.out());
            return ExitCode.DONE;
        }
        if (!(given.commandSpec().userObject() instanceof Command command)) {
            line.usage(terminal.err());
            return ExitCode.WRONG_USAGE;
        }
        try {
            return command.run(given, terminal);
        } catch (Refusal e) {
            terminal.error(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            terminal.error(terminal.text("failed.io", String.valueOf(e.getMessage())));
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}
