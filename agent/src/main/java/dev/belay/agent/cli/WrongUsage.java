package dev.belay.agent.cli;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line in the reader's language; the parser's own words are
/// English.
final class WrongUsage {

    private WrongUsage() {}

    static String sentence(ParameterException e, Terminal terminal) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String command = spec.qualifiedName();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String found = unmatched.getUnmatched().getFirst();
            return terminal.text("usage." + kindOf(found, spec), found, command);
        }
        if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return terminal.text("usage.missing", nameOf(missing.getMissing().getFirst()), command);
        }
        ArgSpec argument = e.getArgSpec();
        if (argument != null && e.getValue() != null && Integer.class.equals(argument.type())) {
            return terminal.text("usage.number", e.getValue(), command, nameOf(argument));
        }
        return terminal.text("usage.wrong", String.valueOf(e.getMessage()), command);
    }

    private static String kindOf(String found, CommandSpec spec) {
        if (found.startsWith("-")) {
            return "option";
        }
        return spec.subcommands().isEmpty() ? "more" : "command";
    }

    private static String nameOf(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
