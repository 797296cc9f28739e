package dev.belay.agent.cli;

import dev.belay.model.cib.Unsaid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What `import` and `export` have in common: a file that is written, and the list of what is not
/// in it.
final class CibCrossing {

    private CibCrossing() {}

    /// The answer as a document.
    record Answer(String file, List<Left> unsaid) {}

    /// One thing that is not in the file.
    ///
    /// @param why code, such as `no-place`
    record Left(String feature, String of, String where, String why) {}

    static void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, String.class, "FILE", null, "-o", "--output");
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    /// The file to write.
    static OutputFile target(ParseResult given, String command, Terminal terminal) throws Refusal {
        String named =
                Given.text(given, "--output")
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.WRONG_USAGE,
                                        terminal.text("usage.missing", "--output FILE", command)));
        return OutputFile.at(Path.of(named), terminal);
    }

    /// Writes it, after a question where there is another one, and tells what is not in it.
    ///
    /// @param key of the sentence that tells of it, and of those that tell what is not in it
    static ExitCode write(
            OutputFile target,
            String text,
            List<Unsaid> unsaid,
            String key,
            ParseResult given,
            Terminal terminal)
            throws Refusal, IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (target.isThere() && !target.has(bytes)) {
            Question.confirm(given, terminal, terminal.text("bundle.overwrite", target.path()));
        }
        target.write(bytes, terminal);
        if (Given.isSet(given, "--json")) {
            List<Left> left =
                    unsaid.stream()
                            .map(one -> new Left(one.feature(), one.of(), one.where(), code(one)))
                            .toList();
            terminal.json(new Answer(target.path().toString(), left));
        } else {
            terminal.out().println(terminal.text(key, target.path()));
        }
        for (Unsaid one : unsaid) {
            String why = terminal.text("cib.why." + code(one));
            terminal.error(
                    terminal.text(key + ".unsaid", one.feature(), one.of(), one.where(), why));
        }
        return unsaid.stream().anyMatch(one -> one.why().loses())
                ? ExitCode.PROBLEMS_FOUND
                : ExitCode.DONE;
    }

    private static String code(Unsaid one) {
        return one.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
