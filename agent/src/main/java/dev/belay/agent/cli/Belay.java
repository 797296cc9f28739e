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
        Ended ended = ended(args, terminal);
        terminal.out().flush();
        terminal.err().flush();
        if (ended.atOnce()) {
            Runtime.getRuntime().halt(ended.code().code());
        }
        System.exit(ended.code().code());
    }

    /// @param atOnce whether nothing is left that a hook would have to end
    private record Ended(ExitCode code, boolean atOnce) {

        static Ended inOrder(ExitCode code) {
            return new Ended(code, false);
        }
    }

    static ExitCode run(String[] args, Terminal terminal) {
        return ended(args, terminal).code();
    }

    private static Ended ended(String[] args, Terminal terminal) {
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
            return Ended.inOrder(ExitCode.WRONG_USAGE);
        }
    }

    private static Ended run(ParseResult given, Terminal terminal) {
        CommandLine line = given.commandSpec().commandLine();
        if (given.isUsageHelpRequested()) {
            // Wide characters make picocli lose the last line feed.
            terminal.out().println(line.getUsageMessage().stripTrailing());
            return new Ended(ExitCode.DONE, true);
        }
        if (given.isVersionHelpRequested()) {
            line.printVersionHelp(terminal.out());
            return new Ended(ExitCode.DONE, true);
        }
        if (!(given.commandSpec().userObject() instanceof Command command)) {
            line.usage(terminal.err());
            return Ended.inOrder(ExitCode.WRONG_USAGE);
        }
        try {
            return new Ended(command.run(given, terminal), command.endsAtOnce());
        } catch (Refusal e) {
            terminal.error(e.getMessage());
            return Ended.inOrder(e.exitCode());
        } catch (IOException e) {
            terminal.error(terminal.text("failed.io", String.valueOf(e.getMessage())));
            return Ended.inOrder(ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ended.inOrder(ExitCode.FAILED);
        }
    }
}
