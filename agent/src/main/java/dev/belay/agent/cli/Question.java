package dev.belay.agent.cli;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Questions to whoever sits at the terminal; without one they are refused.
final class Question {

    private Question() {}

    /// Adds the option that answers yes beforehand.
    static void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--yes");
    }

    /// Goes on only after a yes.
    ///
    /// @throws Refusal when the answer is another, or nobody is there to give one
    static void confirm(ParseResult given, Terminal terminal, String warning) throws Refusal {
        if (Given.isSet(given, "--yes")) {
            return;
        }
        Console console = console();
        if (console == null) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("ask.no-terminal"));
        }
        @Nullable String answer = console.readLine("%s", warning + " [y/N] ");
        String plain = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("y") && !plain.equals("yes")) {
            throw new Refusal(ExitCode.FAILED, terminal.text("ask.no"));
        }
    }

    /// A secret that does not show while it is typed.
    ///
    /// @throws Refusal when nobody is there
    static String secret(Terminal terminal, String prompt, String refusal) throws Refusal {
        Console console = console();
        if (console == null) {
            throw new Refusal(ExitCode.WRONG_USAGE, refusal);
        }
        char @Nullable [] typed = console.readPassword("%s ", prompt);
        return typed == null ? "" : new String(typed);
    }

    /// The terminal that a person sits at; null without one.
    @SuppressWarnings("SystemConsoleNull") // NullAway has it that it may be null
    static @Nullable Console console() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
