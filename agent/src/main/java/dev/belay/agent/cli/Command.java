package dev.belay.agent.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command: what it accepts and what it does.
///
/// The model is built by hand and only for the command that was called: reading annotations of all
/// commands would cost more than most commands need to run.
interface Command {

    /// What it accepts; its name and texts are added by {@link CommandTree}.
    void describe(CommandSpec spec, Terminal terminal);

    /// Does it. Blocks until it is done.
    ///
    /// @throws Refusal when it could not be done
    /// @throws IOException when the terminal or a file failed
    ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException;

    /// Whether nothing is left to be done once it has returned, so that the process may end at
    /// once: {@link System#exit} looks into every jar for somebody who logs ends of processes, and
    /// takes a tenth of a short command for it.
    default boolean endsAtOnce() {
        return false;
    }
}
