package dev.belay.agent.cli;

import dev.belay.model.design.Design;
import dev.belay.model.diff.Conflict;
import dev.belay.model.diff.DesignMerge;
import dev.belay.model.diff.Merging;
import dev.belay.model.diff.Preference;
import dev.belay.model.file.DesignFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What `import` and `diff` have in common: merging over a base, and writing what comes out.
final class BundleMerge {

    private BundleMerge() {}

    /// A merge as a document.
    record Document(
            boolean merged,
            List<BundleDocument.Clash> conflicts,
            List<BundleSource.Wrong> problems) {}

    static void describe(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, String.class, "FILE", null, "--base");
        Given.value(spec, terminal, String.class, "ours|theirs", null, "--prefer");
    }

    static Preference preference(ParseResult given, Terminal terminal) throws Refusal {
        Optional<String> word = Given.text(given, "--prefer");
        if (word.isPresent() && Given.text(given, "--base").isEmpty()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("bundle.prefer-needs-base"));
        }
        return switch (word.orElse("")) {
            case "" -> Preference.NONE;
            case "ours" -> Preference.OURS;
            case "theirs" -> Preference.THEIRS;
            default ->
                    throw new Refusal(
                            ExitCode.WRONG_USAGE, terminal.text("bundle.prefer", word.get()));
        };
    }

    /// What both make together; empty when they do not go together, which has been told then.
    static Optional<Design> merged(
            Design base, Design ours, Design theirs, ParseResult given, Terminal terminal)
            throws Refusal {
        boolean isJson = Given.isSet(given, "--json");
        switch (DesignMerge.merge(base, ours, theirs, preference(given, terminal))) {
            case Merging.Conflicting(List<Conflict> conflicts) -> {
                if (isJson) {
                    terminal.json(
                            new Document(
                                    false,
                                    conflicts.stream()
                                            .map(one ->
                                                    BundleDocument.clash(one, terminal.locale()))
                                            .toList(),
                                    List.of()));
                }
                conflicts.forEach(
                        one -> terminal.error(BundleDocument.line(one, terminal.locale())));
                return Optional.empty();
            }
            case Merging.Merged(Design design, var fresh) -> {
                if (fresh.isEmpty()) {
                    return Optional.of(design);
                }
                List<BundleSource.Wrong> wrong =
                        fresh.stream()
                                .map(one ->
                                        new BundleSource.Wrong(
                                                one.code().code(),
                                                one.sentence(terminal.locale()),
                                                one.advice(terminal.locale())))
                                .toList();
                if (isJson) {
                    terminal.json(new Document(false, List.of(), wrong));
                }
                wrong.forEach(one -> terminal.error(BundleSource.line(one)));
                terminal.error(terminal.text("bundle.fresh-errors"));
                return Optional.empty();
            }
        }
    }

    static void write(OutputFile target, Design design, Terminal terminal)
            throws Refusal, IOException {
        target.write(DesignFormat.write(design).getBytes(StandardCharsets.UTF_8), terminal);
    }
}
