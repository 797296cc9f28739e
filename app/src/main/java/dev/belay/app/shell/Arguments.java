package dev.belay.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What both command lines have in common.
final class Arguments {
    private Arguments() {}

    /// `--lang=ja` as two words.
    static List<String> split(List<String> arguments) {
        List<String> all = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                all.add(argument.substring(0, equals));
                all.add(argument.substring(equals + 1));
            } else {
                all.add(argument);
            }
        }
        return all;
    }

    static <O> O refusal(String option, String wanted, String found, Function<String, O> refused) {
        return refused.apply(
                option
                        + " wants "
                        + wanted
                        + ", found '"
                        + found
                        + "': give one of them, or leave the option out");
    }
}
