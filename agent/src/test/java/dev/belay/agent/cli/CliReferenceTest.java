package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The reference is written from the model; `-Dbelay.rewrite=true` writes it anew, and is red.
class CliReferenceTest {

    private static final Path FILE = Path.of("..", "docs", "reference", "cli.md");

    @Test
    void the_reference_says_what_the_program_accepts() throws IOException {
        String expected = reference();
        if (Boolean.getBoolean("belay.rewrite")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(Boolean.getBoolean("belay.rewrite"))
                .as("the reference was written anew: look at it and run again without rewriting")
                .isFalse();
        assertThat(FILE).hasContent(expected);
    }

    private static String reference() {
        CommandLine whole = new CommandTree(Recorded.in(Locale.ROOT).terminal()).whole();
        List<String> lines = new ArrayList<>();
        lines.add("# The command line");
        lines.add("");
        lines.add(
                "Written from the program itself; `CliReferenceTest` holds it against the program.");
        lines.add("");
        lines.add(
                "Everywhere: `--json` prints one document, or one a line with `--follow` and `--watch`; names in"
                        + " `lowerCamelCase`, times ISO-8601,");
        lines.add(
                "durations in milliseconds with `Millis` at the end of the name. Exit codes: 0 done,"
                        + " 1 failed, 2 wrong usage, 3 problems found,");
        lines.add(
                "4 outcome unknown. Errors go to standard error: what was wanted, what was found,"
                        + " what to do. Japanese with `LANG=ja`; no colour");
        lines.add("with `NO_COLOR`, or where the output is no terminal.");
        describe(whole.getCommandSpec(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void describe(CommandSpec spec, List<String> lines) {
        if (spec.subcommands().isEmpty() || spec.userObject() instanceof Command) {
            lines.add("");
            lines.add("## `" + synopsis(spec) + "`");
            lines.add("");
            lines.add(String.join(" ", spec.usageMessage().description()));
            List<String> rows = new ArrayList<>();
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                rows.add(
                        "| `"
                                + parameter.paramLabel().replace("|", "\\|")
                                + "` | "
                                + text(parameter.description())
                                + " |");
            }
            for (OptionSpec option : spec.options()) {
                if (!option.usageHelp()) {
                    rows.add("| " + names(option) + " | " + text(option.description()) + " |");
                }
            }
            if (!rows.isEmpty()) {
                lines.add("");
                lines.add("| | |");
                lines.add("| --- | --- |");
                lines.addAll(rows);
            }
        }
        spec.subcommands().values().forEach(child -> describe(child.getCommandSpec(), lines));
    }

    private static String synopsis(CommandSpec spec) {
        String parameters =
                spec.positionalParameters().stream()
                        .map(p ->
                                p.arity().min() == 0 ? "[" + p.paramLabel() + "]" : p.paramLabel())
                        .collect(Collectors.joining(" "));
        return (spec.qualifiedName() + " " + parameters).strip();
    }

    private static String names(OptionSpec option) {
        String label = option.arity().min() == 0 ? "" : " " + option.paramLabel();
        return "`" + String.join("`, `", option.names()) + label.replace("|", "\\|") + "`";
    }

    private static String text(String[] description) {
        return String.join(" ", description).replace("|", "\\|");
    }
}
