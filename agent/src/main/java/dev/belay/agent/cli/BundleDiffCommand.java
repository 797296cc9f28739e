package dev.belay.agent.cli;

import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.DesignDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What differs between two designs or bundles, by thing and field, and what both changes of a
/// third one make together; asks no agent.
final class BundleDiffCommand implements Command {

    /// The differences as a document.
    record Differences(boolean same, List<BundleDocument.Difference> changes) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "A", "diff.a");
        Given.parameter(spec, terminal, 1, "B", "diff.b");
        BundleMerge.describe(spec, terminal);
        Given.value(spec, terminal, String.class, "FILE", null, "-o", "--merged");
        BundleSource.describeSigners(spec, terminal);
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        Optional<String> base = Given.text(given, "--base");
        Optional<String> named = Given.text(given, "--merged");
        if (named.isPresent() && base.isEmpty()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("bundle.merge-needs-base"));
        }
        BundleMerge.preference(given, terminal);
        // Before the designs are read: it may be one of them.
        Optional<OutputFile> output =
                named.isPresent()
                        ? Optional.of(OutputFile.at(Path.of(named.get()), terminal))
                        : Optional.empty();
        try {
            SignatureCheck check = BundleSource.check(given, terminal);
            Design ours = BundleSource.read(Given.parameter(given, 0), check, terminal).design();
            Design next = BundleSource.read(Given.parameter(given, 1), check, terminal).design();
            if (base.isPresent()) {
                Design begun = BundleSource.read(base.get(), check, terminal).design();
                Optional<Design> merged = BundleMerge.merged(begun, ours, next, given, terminal);
                if (merged.isEmpty()) {
                    return ExitCode.PROBLEMS_FOUND;
                }
                next = merged.get();
            }
            show(DesignDiff.between(ours, next), given, terminal);
            if (output.isPresent()) {
                write(output.get(), next, given, terminal);
            }
            return ExitCode.DONE;
        } catch (BundleSource.TellAll e) {
            return BundleSource.refused(e, given, terminal);
        }
    }

    private static void show(List<Change> changes, ParseResult given, Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(
                    new Differences(
                            changes.isEmpty(),
                            changes.stream().map(BundleDocument::difference).toList()));
            return;
        }
        BundleDocument.show(changes, terminal);
        if (changes.isEmpty()) {
            terminal.out().println(terminal.text("bundle.no-difference"));
        }
        terminal.out().flush();
    }

    private static void write(
            OutputFile output, Design merged, ParseResult given, Terminal terminal)
            throws Refusal, IOException {
        if (output.isThere()) {
            Question.confirm(given, terminal, terminal.text("bundle.overwrite", output.path()));
        }
        BundleMerge.write(output, merged, terminal);
        if (!Given.isSet(given, "--json")) {
            terminal.out().println(terminal.text("bundle.merged", output.path()));
        }
    }
}
